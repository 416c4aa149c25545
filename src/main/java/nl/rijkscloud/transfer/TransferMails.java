package nl.rijkscloud.transfer;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.kernel.OfficeTime;
import nl.rijkscloud.outbox.OutboundMessage;

/** Writes the mails that a transfer causes, for the outbox. Their texts are in {@code conf/mail}. */
public final class TransferMails {
    /** Names in one mail: nobody reads a longer list, and the report has all of them. */
    private static final int MAX_NAMES = 20;
    /** In characters. */
    private static final int MAX_IN_SUBJECT = 40;

    private final Config.Mail config;
    private final Config.Codes codes;

    public TransferMails(Config.Mail config, Config.Codes codes) {
        this.config = config;
        this.codes = codes;
    }

    /** Mails the sender, at the start, the link with which they add documents. */
    public OutboundMessage uploadLink(Transfer transfer, String link) {
        return toSender(transfer, "upload-link", Map.of("link", link, "until", time(transfer, transfer.expiresAt())));
    }

    /**
     * Mails the sender, after Verstuur, the link to the report, and the link to a further answer or the reason why
     * there can be none.
     */
    public OutboundMessage confirmation(
            Transfer transfer, int recipients, String link, Sent sent, Instant submitted, Instant until,
            AfterSubmit.Outcome after) {
        return toSender(transfer, isFromStaff(transfer) ? "sent" : "confirmation", Map.ofEntries(
                Map.entry("link", link),
                Map.entry("count", Integer.toString(sent.count())),
                Map.entry("refused", lines(sent.refused())),
                Map.entry("checking", sent.checking() ? "1" : ""),
                Map.entry("receipt", sent.receipt() ? "1" : ""),
                Map.entry("others", recipients > 1 ? Integer.toString(recipients - 1) : ""),
                Map.entry("submitted", time(transfer, submitted)),
                Map.entry("until", time(transfer, until)),
                Map.entry("moreLink", after.next().map(AfterSubmit.Next::link).orElse("")),
                Map.entry("usedUp", after.usedUp().map(String::valueOf).orElse("")),
                Map.entry("moreUntil", time(transfer,
                        after.next().map(AfterSubmit.Next::until).orElse(transfer.expiresAt())))));
    }

    /**
     * The documents of a transfer at Verstuur.
     *
     * @param count the number that are sent
     * @param refused the names of those that are not sent
     * @param checking true if more of them may still be refused
     * @param receipt true if a receipt is signed
     */
    public record Sent(int count, List<String> refused, boolean checking, boolean receipt) {}

    private static String lines(List<String> names) {
        var shown = names.stream().limit(MAX_NAMES).map(name -> "- " + name).collect(Collectors.joining("\n"));
        return names.size() > MAX_NAMES ? shown + "\n- (+ " + (names.size() - MAX_NAMES) + ")" : shown;
    }

    /** Tells the sender, when a document did not pass its check after Verstuur, which documents were not delivered. */
    OutboundMessage notDelivered(Transfer transfer, Manifest manifest) {
        var submitted = transfer.submittedAt().orElse(transfer.createdAt());
        return toSender(transfer, isFromStaff(transfer) ? "sent-not-delivered" : "not-delivered", Map.of(
                "submitted", time(transfer, submitted),
                "count", Integer.toString(manifest.delivered().size()),
                "nothing", manifest.delivered().isEmpty() ? "1" : "",
                "refused", lines(manifest.refused().stream().map(Manifest.Item::name).toList())));
    }

    /** Tells the sender that a transfer was lost before it could be delivered, so that they begin again. */
    public OutboundMessage beginAgain(Transfer transfer) {
        return toSender(transfer, "begin-again",
                Map.of("submitted", time(transfer, transfer.submittedAt().orElse(transfer.createdAt()))));
    }

    /**
     * Mails a recipient the link with which they download the documents.
     *
     * @param reference of the request that it answers, so that thirty answers do not look alike
     */
    OutboundMessage offer(
            Transfer transfer, Recipient recipient, String link, int documents, Optional<String> reference) {
        var language = recipient.outsider() ? transfer.language() : Language.STAFF;
        var values = new HashMap<>(parties(transfer));
        values.put("link", link);
        values.put("count", Integer.toString(documents));
        values.put("until", OfficeTime.text(language, transfer.expiresAt()));
        values.put("contact", recipient.name());
        values.put("readOut", recipient.outsider() && recipient.mobile().isEmpty() ? "true" : "");
        recipient.mobile().ifPresent(mobile -> {
            values.put("numberEnding", mobile.ending());
            values.put("codeHours",
                    codes.first() == Config.FirstCode.WITH_MAIL ? Long.toString(codes.activation().toHours()) : "");
        });
        values.put("about", shortened(reference.or(transfer.sender()::organisation).orElse("")));
        values.put("requester", transfer.kind() == Transfer.Kind.REQUESTED ? transfer.contact().name() : "");
        return new OutboundMessage(
                OutboundMessage.Channel.MAIL, transfer.id(), offered(recipient), language, recipient.email(), values,
                config.retryFor());
    }

    /** The beginning of a text, as long as it may be in a subject. */
    public static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= MAX_IN_SUBJECT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_IN_SUBJECT - 1)) + "…";
    }

    /** Reminds an outsider of documents; the mail names the mail with the link and has no link itself. */
    public OutboundMessage offerReminder(Transfer transfer, Recipient recipient, Instant linkMailed) {
        var values = new HashMap<>(parties(transfer));
        values.put("contact", recipient.name());
        values.put("linkMailed", OfficeTime.text(transfer.language(), linkMailed));
        values.put("until", OfficeTime.text(transfer.language(), transfer.expiresAt()));
        return new OutboundMessage(
                OutboundMessage.Channel.MAIL, transfer.id(), "offer-reminder", transfer.language(), recipient.email(),
                values, config.retryFor());
    }

    /** Tells a recipient that the sender asks them to withdraw a transfer. */
    public OutboundMessage withdrawalAsked(Transfer transfer, Recipient recipient) {
        var values = new HashMap<>(parties(transfer));
        values.put("contact", recipient.name());
        values.put("submitted", OfficeTime.text(Language.STAFF, transfer.submittedAt().orElse(transfer.createdAt())));
        return new OutboundMessage(
                OutboundMessage.Channel.MAIL, transfer.id(), "withdrawal-asked", Language.STAFF, recipient.email(),
                values, config.retryFor());
    }

    /**
     * Tells whoever gets a link that was made with the recovery key; the mail has no link.
     *
     * @param to a recipient; the sender if it is empty
     * @param statement the signed statement about it
     */
    public OutboundMessage recovered(
            Transfer transfer, Optional<Recipient> to, Instant at, Optional<String> statement) {
        var values = new HashMap<>(parties(transfer));
        values.put("name", to.map(Recipient::name).orElse(transfer.sender().name()));
        values.put("submitted", OfficeTime.text(Language.STAFF, transfer.submittedAt().orElse(transfer.createdAt())));
        values.put("recovered", OfficeTime.text(Language.STAFF, at));
        values.put("statement", statement.orElse(""));
        return new OutboundMessage(
                OutboundMessage.Channel.MAIL, transfer.id(), "recovered", Language.STAFF,
                to.map(Recipient::email).orElse(transfer.sender().email()), values, config.retryFor());
    }

    /** Tells the default contact that the mail about a transfer did not reach the contact whom the sender named. */
    public OutboundMessage unreached(Transfer transfer, Recipient contact, Config.Organisation organisation) {
        var values = new HashMap<>(parties(transfer));
        values.put("contact", organisation.contactName());
        values.put("unreached", contact.email());
        values.put("submitted", OfficeTime.text(Language.STAFF, transfer.submittedAt().orElse(transfer.createdAt())));
        return new OutboundMessage(
                OutboundMessage.Channel.MAIL, transfer.id(), "unreached", Language.STAFF, organisation.contactEmail(),
                values, config.retryFor());
    }

    /** @param told the name of the default contact, if they were told */
    public OutboundMessage unreachedToSender(Transfer transfer, Recipient contact, Optional<String> told) {
        return toSender(transfer, "unreached-sender", Map.of(
                "unreached", contact.email(),
                "told", told.orElse(""),
                "submitted", time(transfer, transfer.submittedAt().orElse(transfer.createdAt())),
                "until", time(transfer, transfer.expiresAt())));
    }

    /** The template of the mail that {@link #offer} writes. */
    static String offered(Recipient recipient) {
        return recipient.outsider() ? "offer" : "notification";
    }

    /**
     * Tells the other party that staff have withdrawn a transfer: the outsider who was to send, or the outsiders who
     * received it. Recipients of a transfer that was not delivered get no mail, because they never heard of it.
     */
    public List<OutboundMessage> withdrawn(Transfer transfer, List<Recipient> recipients) {
        var began = Map.of("submitted", time(transfer, transfer.submittedAt().orElse(transfer.createdAt())));
        if (transfer.kind() != Transfer.Kind.SENT) {
            var values = new HashMap<>(began);
            values.put("name", transfer.sender().name());
            return List.of(toSender(transfer, "withdrawn", values));
        }
        return transfer.deliveredAt().isEmpty() ? List.of() : recipients.stream().filter(Recipient::outsider)
                .map(recipient -> {
            var values = new HashMap<>(parties(transfer));
            values.putAll(began);
            values.put("name", recipient.name());
            values.put("contact", recipient.name()); // a recipient must not see the others
            return new OutboundMessage(
                    OutboundMessage.Channel.MAIL, transfer.id(), "withdrawn", transfer.language(),
                    recipient.email(), values, config.retryFor());
        }).toList();
    }

    /** Writes a mail to the person who adds the documents, in their language, with the names of both parties. */
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
                "number", transfer.shownNumber(),
                "sender", transfer.sender().name(),
                "senderEmail", transfer.sender().email(),
                "senderOrganisation", transfer.sender().organisation().orElse(""),
                "contact", transfer.contact().name());
    }

    /** A moment in the sender's language. */
    public static String time(Transfer transfer, Instant instant) {
        return OfficeTime.text(languageOfSender(transfer), instant);
    }
}
