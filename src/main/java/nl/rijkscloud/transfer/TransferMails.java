package nl.rijkscloud.transfer;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.kernel.OfficeTime;
import nl.rijkscloud.outbox.OutboundMessage;

/** The mails that a transfer causes, as letters for the outbox. Their texts are in {@code conf/mail}. */
public final class TransferMails {
    /** More make a mail that nobody reads; all stand in the report. */
    private static final int MOST_NAMES = 20;

    private final Config.Mail config;
    private final Config.Codes codes;

    public TransferMails(Config.Mail config, Config.Codes codes) {
        this.config = config;
        this.codes = codes;
    }

    /** To the sender, at the start: the link with which they add documents. */
    public OutboundMessage uploadLink(Transfer transfer, String link) {
        return toSender(transfer, "upload-link", Map.of("link", link, "until", time(transfer, transfer.expiresAt())));
    }

    /** To the sender, after Verstuur: the link to the report, and to a further answer, or why there can be none. */
    public OutboundMessage confirmation(
            Transfer transfer, int recipients, String link, Sent sent, Instant submitted, Instant until,
            AfterSubmit.Outcome after) {
        return toSender(transfer, isFromStaff(transfer) ? "sent" : "confirmation", Map.ofEntries(
                Map.entry("link", link),
                Map.entry("count", Integer.toString(sent.count())),
                Map.entry("refused", lines(sent.refused())),
                Map.entry("checking", sent.checking() ? "1" : ""),
                Map.entry("others", recipients > 1 ? Integer.toString(recipients - 1) : ""),
                Map.entry("submitted", time(transfer, submitted)),
                Map.entry("until", time(transfer, until)),
                Map.entry("moreLink", after.next().map(AfterSubmit.Next::link).orElse("")),
                Map.entry("usedUp", after.usedUp().map(String::valueOf).orElse("")),
                Map.entry("moreUntil", time(transfer, transfer.expiresAt()))));
    }

    /**
     * @param count of those that go along;
     * @param refused the names of those that do not;
     * @param checking whether more of them may turn out not to
     */
    public record Sent(int count, List<String> refused, boolean checking) {}

    private static String lines(List<String> names) {
        var shown = names.stream().limit(MOST_NAMES).map(name -> "- " + name).collect(Collectors.joining("\n"));
        return names.size() > MOST_NAMES ? shown + "\n- (+ " + (names.size() - MOST_NAMES) + ")" : shown;
    }

    /** To the sender, when a document did not pass its check after it was sent: what arrived, and all that did not. */
    OutboundMessage notDelivered(Transfer transfer, Manifest manifest) {
        var submitted = transfer.submittedAt().orElse(transfer.createdAt());
        return toSender(transfer, isFromStaff(transfer) ? "sent-not-delivered" : "not-delivered", Map.of(
                "submitted", time(transfer, submitted),
                "count", Integer.toString(manifest.delivered().size()),
                "nothing", manifest.delivered().isEmpty() ? "1" : "",
                "refused", lines(manifest.refused().stream().map(Manifest.Item::name).toList())));
    }

    /** To the sender, when a transfer was lost before it could be delivered: they have to begin again. */
    public OutboundMessage beginAgain(Transfer transfer) {
        return toSender(transfer, "begin-again",
                Map.of("submitted", time(transfer, transfer.submittedAt().orElse(transfer.createdAt()))));
    }

    /** To a recipient: the link with which they collect the documents. */
    OutboundMessage offer(Transfer transfer, Recipient recipient, String link, int documents) {
        var language = recipient.isOutsider() ? transfer.language() : Language.STAFF;
        var values = new HashMap<>(parties(transfer));
        values.put("link", link);
        values.put("count", Integer.toString(documents));
        values.put("until", OfficeTime.text(language, transfer.expiresAt()));
        values.put("contact", recipient.name());
        recipient.mobile().ifPresent(mobile -> {
            values.put("numberEnding", mobile.ending());
            values.put("codeHours",
                    codes.first() == Config.FirstCode.WITH_MAIL ? Long.toString(codes.activation().toHours()) : "");
        });
        values.put("requester", transfer.kind() == Transfer.Kind.REQUESTED ? transfer.contact().name() : "");
        return new OutboundMessage(
                OutboundMessage.Channel.MAIL, transfer.id(), offered(recipient), language, recipient.email(), values,
                config.retryFor());
    }

    /** The template of that mail. */
    static String offered(Recipient recipient) {
        return recipient.isOutsider() ? "offer" : "notification";
    }

    /**
     * To the other party, when staff end a transfer before its time: an outsider who was to send, or those whom it was
     * sent to. Nobody hears of what nobody had heard of before.
     */
    public List<OutboundMessage> withdrawn(Transfer transfer, List<Recipient> recipients) {
        var began = Map.of("submitted", time(transfer, transfer.submittedAt().orElse(transfer.createdAt())));
        if (transfer.kind() != Transfer.Kind.SENT) {
            var values = new HashMap<>(began);
            values.put("name", transfer.sender().name());
            return List.of(toSender(transfer, "withdrawn", values));
        }
        return transfer.deliveredAt().isEmpty() ? List.of() : recipients.stream().filter(Recipient::isOutsider)
                .map(recipient -> {
            var values = new HashMap<>(parties(transfer));
            values.putAll(began);
            values.put("name", recipient.name());
            values.put("contact", recipient.name()); // others who received it are not theirs to see
            return new OutboundMessage(
                    OutboundMessage.Channel.MAIL, transfer.id(), "withdrawn", transfer.language(),
                    recipient.email(), values, config.retryFor());
        }).toList();
    }

    /** A mail to whoever adds the documents, in their language, with the names of both sides. */
    public OutboundMessage toSender(Transfer transfer, String template, Map<String, String> more) {
        var values = new HashMap<>(parties(transfer));
        values.putAll(more);
        return new OutboundMessage(
                OutboundMessage.Channel.MAIL, transfer.id(), template, languageOfSender(transfer),
                transfer.sender().email(), values, config.retryFor());
    }

    private static Language languageOfSender(Transfer transfer) {
        return isFromStaff(transfer) ? Language.STAFF : transfer.language();
    }

    private static boolean isFromStaff(Transfer transfer) {
        return transfer.kind() == Transfer.Kind.SENT;
    }

    private static Map<String, String> parties(Transfer transfer) {
        return Map.of(
                "sender", transfer.sender().name(),
                "senderEmail", transfer.sender().email(),
                "senderOrganisation", transfer.sender().organisation().orElse(""),
                "contact", transfer.contact().name());
    }

    /** A moment as the sender reads it. */
    public static String time(Transfer transfer, Instant instant) {
        return OfficeTime.text(languageOfSender(transfer), instant);
    }
}
