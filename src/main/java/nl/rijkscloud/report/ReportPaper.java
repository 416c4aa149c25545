package nl.rijkscloud.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.rijkscloud.document.Document.DocumentState;
import nl.rijkscloud.outbox.DeliveryFailure;
import nl.rijkscloud.report.Paper.Fact;
import nl.rijkscloud.report.Paper.Section;
import nl.rijkscloud.transfer.Message;
import nl.rijkscloud.transfer.Party;
import nl.rijkscloud.transfer.Recipient;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.typed.PhoneNumber;

/** A report on paper, in the words of its page. It has subject and reference of the message, and not its text. */
final class ReportPaper {
    private final Report report;
    private final PaperWords words;

    private ReportPaper(Report report, PaperWords words) {
        this.report = report;
        this.words = words;
    }

    /** @param made the time of the report, which later events may change */
    static Paper of(Report report, String organisation, Instant made) {
        var words = PaperWords.of(report.transfer().language());
        return new ReportPaper(report, words).paper(organisation, made);
    }

    private Paper paper(String organisation, Instant made) {
        var sections = List.of(
                Section.ofFacts(words.text("rapportage.status"), facts(made)),
                Section.ofRows(words.text("rapportage.documentsTitle"),
                        columns("rapportage.name", "rapportage.size", "rapportage.documentState"),
                        report.documents().stream().map(this::document).toList()),
                Section.ofRows(words.text("rapportage.hash"), columns("rapportage.name", "rapportage.hash"),
                        report.documents().stream().flatMap(one -> one.sha256().stream()
                                .map(hash -> List.of(one.name(), hash))).toList()),
                Section.ofRows(words.text("rapportage.recipientsTitle"),
                        columns("rapportage.recipient", "rapportage.recipientNumber", "rapportage.recipientOpened",
                                "rapportage.recipientDownloaded"),
                        report.recipients().stream().map(this::recipient).toList()),
                Section.ofRows(words.text("rapportage.eventsTitle"), columns("bewijs.at", "rapportage.eventsTitle"),
                        report.events().stream().map(this::event).toList()),
                Section.ofRows(words.text("rapportage.mailsTitle"),
                        columns("rapportage.mail", "rapportage.mailTo", "rapportage.mailState"),
                        report.mails().stream().map(this::mail).toList()),
                Section.ofRows(words.text("rapportage.textsTitle"),
                        columns("rapportage.smsTo", "rapportage.smsState"),
                        report.texts().stream().map(this::sms).toList()));
        return new Paper(words.language(), organisation, words.text("rapportage.title"), List.of(state()), sections,
                Optional.empty());
    }

    private List<Fact> facts(Instant made) {
        var transfer = report.transfer();
        var message = report.message().orElse(Message.EMPTY);
        return Stream.of(
                        new Fact(words.text("common.number"), transfer.shownNumber()),
                        new Fact(words.text("common.from"), party(transfer.sender())),
                        new Fact(words.text("common.to"), party(transfer.contact())),
                        new Fact(words.text("rapportage.sentAt"), transfer.submittedAt().map(words::moment).orElse("")),
                        new Fact(words.text("rapportage.until"), words.moment(transfer.expiresAt())),
                        new Fact(words.text("rapportage.subject"), message.subject()),
                        new Fact(words.text("rapportage.reference"), message.reference()),
                        new Fact(words.text("rapportage.madeAt"), words.moment(made)))
                .filter(fact -> !fact.value().isEmpty())
                .toList();
    }

    private String state() {
        var transfer = report.transfer();
        var state = transfer.state() == Transfer.State.DELIVERED && transfer.downloadedAt().isPresent()
                ? "downloaded" : transfer.state().sql();
        var unreached = state.equals("delivered")
                ? report.recipients().stream().flatMap(one -> report.unreached(one).stream()
                        .map(failure -> Map.of("to", one.email(), "reason", reason(failure)))).findFirst()
                : Optional.<Map<String, String>>empty();
        return unreached.map(values -> own("state-unreached", values)).orElseGet(() -> own("state-" + state, Map.of()));
    }

    /** The text of the page, in the variant for this kind of transfer if there is one. */
    private String own(String key, Map<String, String> values) {
        return words.find("rapportage." + key + "-" + report.transfer().kind().sql(), values)
                .or(() -> words.find("rapportage." + key, values))
                .orElse("");
    }

    private List<String> document(Report.Document document) {
        var state = document.downloadedAt()
                .flatMap(at -> words.find("rapportage.document-downloaded", Map.of("time", words.moment(at))))
                .orElseGet(() -> words.text("rapportage.document-" + document.state().sql()));
        var refusal = document.state() == DocumentState.REFUSED
                ? document.refusal().flatMap(why -> words.find("rapportage.document-" + why, Map.of()))
                : Optional.<String>empty();
        return List.of(document.name(), words.size(document.size()), refusal.orElse(state));
    }

    private List<String> recipient(Recipient one) {
        var number = one.mobile().map(PhoneNumber::ending)
                .flatMap(ending -> words.find("rapportage.numberEnding", Map.of("ending", ending)));
        var opened = report.unreached(one)
                .map(failure -> words.text("common.mailFailed") + ": " + reason(failure))
                .orElseGet(() -> Stream.concat(
                        Stream.of(time(one.openedAt())),
                        one.codeMeans().stream().map(means -> words.text("common.openedBy-" + means.word())))
                        .collect(Collectors.joining("; ")));
        return List.of(party(Party.contact(one.name(), one.email())), number.orElse("–"), opened,
                time(one.downloadedAt()));
    }

    private String time(Optional<Instant> at) {
        return at.map(words::moment).orElseGet(() -> words.text("rapportage.notYet"));
    }

    private List<String> event(Report.Event event) {
        var values = Map.of("document", event.document().orElse(""), "to", event.to().orElse(""));
        var what = own("event-" + event.kind(), values);
        return List.of(words.moment(event.at()), what.isEmpty() ? words.text("rapportage.event-other") : what);
    }

    private List<String> mail(Report.Mail mail) {
        var what = words.find("rapportage.mail-" + mail.template(), Map.of())
                .orElseGet(() -> words.text("rapportage.mail-other"));
        return List.of(what, mail.to(), state(mail) + ", " + words.moment(mail.at()));
    }

    /** As the page's script mail-state.js does. */
    private String state(Report.Mail mail) {
        if (mail.delivery().equals(Optional.of("deferred"))) {
            return words.text("common.mailDeferred");
        }
        return mail.failure().filter(failure -> mail.delivery().isPresent() || failure.isExplained())
                .map(failure -> words.text("common.mailFailed") + ": " + reason(failure))
                .orElseGet(() -> words.text("rapportage.mail-" + mail.state()));
    }

    private String reason(DeliveryFailure failure) {
        return words.text("common.failure-" + failure.word())
                + failure.code().map(code -> " (" + code + ")").orElse("");
    }

    private List<String> sms(Report.Text sms) {
        return List.of(
                words.find("rapportage.smsNumber", Map.of("to", sms.to())).orElse(sms.to()),
                words.text("rapportage.sms-" + sms.delivery().orElse(sms.state())) + ", " + words.moment(sms.at()));
    }

    private List<String> columns(String... keys) {
        return Stream.of(keys).map(words::text).toList();
    }

    static String party(Party party) {
        return party.name() + " (" + party.email() + ")"
                + party.organisation().map(name -> ", " + name).orElse("")
                + party.phone().map(phone -> ", " + phone).orElse("");
    }
}
