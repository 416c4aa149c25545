package nl.rijkscloud.transfer;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.outbox.Letter;

/** The mails that a transfer causes, as letters for the outbox. Their texts are in {@code conf/mail}. */
public final class TransferMails {
    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
    private static final Map<Language, DateTimeFormatter> TIMES = Map.of(
            Language.NL, DateTimeFormatter.ofPattern("d MMMM yyyy 'om' HH.mm 'uur'", Locale.of("nl")),
            Language.EN, DateTimeFormatter.ofPattern("d MMMM yyyy 'at' HH:mm", Locale.UK));

    private final Config.Mail config;

    public TransferMails(Config.Mail config) {
        this.config = config;
    }

    /** To the sender, at the start: the link with which they add documents. */
    Letter uploadLink(Transfer transfer, String link) {
        return toSender(transfer, "upload-link", Map.of("link", link, "until", time(transfer, transfer.expiresAt())));
    }

    /** To the sender, after Verstuur: the link to the report. */
    Letter confirmation(Transfer transfer, String link, int documents, Instant submitted, Instant until) {
        return toSender(transfer, "confirmation", Map.of(
                "link", link,
                "count", Integer.toString(documents),
                "submitted", time(transfer, submitted),
                "until", time(transfer, until)));
    }

    /** To the sender, when a document did not pass its check; which one stands in the report. */
    Letter notDelivered(Transfer transfer) {
        var submitted = transfer.submittedAt().orElse(transfer.createdAt());
        return toSender(transfer, "not-delivered", Map.of("submitted", time(transfer, submitted)));
    }

    /** To a recipient: the link with which they collect the documents. Staff read Dutch. */
    Letter offer(Transfer transfer, Recipient recipient, String link, int documents) {
        var language = recipient.isOutsider() ? transfer.language() : Language.NL;
        var values = new HashMap<>(parties(transfer));
        values.put("link", link);
        values.put("count", Integer.toString(documents));
        values.put("until", TIMES.get(language).format(transfer.expiresAt().atZone(ZONE)));
        values.put("contact", recipient.name());
        return new Letter(
                Letter.Channel.MAIL, transfer.id(), recipient.isOutsider() ? "offer" : "notification", language.code(),
                recipient.email(), values, config.retryFor());
    }

    /**
     * To the other party, when staff end a transfer before its time: an outsider who was to send, or those whom it was sent to. Nobody hears of what
     * nobody had heard of before.
     */
    public List<Letter> withdrawn(Transfer transfer, List<Recipient> recipients) {
        var began = Map.of("submitted", time(transfer, transfer.submittedAt().orElse(transfer.createdAt())));
        if (transfer.kind() != Transfer.Kind.SENT) {
            var values = new HashMap<>(began);
            values.put("name", transfer.sender().name());
            return List.of(toSender(transfer, "withdrawn", values));
        }
        return transfer.deliveredAt().isEmpty() ? List.of() : recipients.stream().filter(Recipient::isOutsider).map(recipient -> {
            var values = new HashMap<>(parties(transfer));
            values.putAll(began);
            values.put("name", recipient.name());
            values.put("contact", recipient.name()); // others who received it are not theirs to see
            return new Letter(
                    Letter.Channel.MAIL, transfer.id(), "withdrawn", transfer.language().code(), recipient.email(), values,
                    config.retryFor());
        }).toList();
    }

    private Letter toSender(Transfer transfer, String template, Map<String, String> more) {
        var values = new HashMap<>(parties(transfer));
        values.putAll(more);
        return new Letter(
                Letter.Channel.MAIL, transfer.id(), template, transfer.language().code(), transfer.sender().email(), values,
                config.retryFor());
    }

    private static Map<String, String> parties(Transfer transfer) {
        return Map.of(
                "sender", transfer.sender().name(),
                "senderEmail", transfer.sender().email(),
                "senderOrganisation", transfer.sender().organisation().orElse(""),
                "contact", transfer.contact().name());
    }

    private static String time(Transfer transfer, Instant instant) {
        return TIMES.get(transfer.language()).format(instant.atZone(ZONE));
    }
}
