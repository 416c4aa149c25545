package nl.rijkscloud.mail;

import io.vertx.core.MultiMap;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.mailencoder.MailEncoder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import nl.rijkscloud.mail.MailTemplate.RenderedMail;

/**
 * A mail in its transmitted form (RFC 5322), written by the Vert.x mail client. Strict servers refuse a bare LF, so
 * each line ends with CRLF.
 */
final class MessageText {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss Z", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final Pattern LINE_END = Pattern.compile("\r?\n");
    private static final int WIDTH = 76;

    private MessageText() {}

    /** @param id the same at every attempt, so that a repeated delivery can be recognised */
    static String of(UUID id, Instant now, HeaderText fromName, MailAddress from, MailAddress to, RenderedMail mail) {
        var headers = MultiMap.caseInsensitiveMultiMap()
                .add("From", folded("From", fromName.asDisplayName(), "<" + from + ">"))
                .add("To", to.value())
                .add("Subject", mail.subject().encoded())
                .add("Date", DATE.format(now))
                .add("Message-ID", "<" + id + "@" + from.domain() + ">")
                .add("Auto-Submitted", "auto-generated")
                // The same for Exchange: no absence notes and no receipts; reports of what cannot be delivered are
                // wanted.
                .add("X-Auto-Response-Suppress", "DR, RN, NRN, OOF, AutoReply");
        var message = new MailMessage()
                .setFrom(from.value())
                .setTo(to.value())
                .setText(mail.text())
                .setHtml(mail.html())
                .setHeaders(headers);
        return LINE_END.matcher(new MailEncoder(message, from.domain()).encode().stripTrailing() + "\n")
                .replaceAll("\r\n");
    }

    /** Folds between words where a line would be too long. */
    private static String folded(String name, String... words) {
        var line = String.join(" ", words);
        return name.length() + ": ".length() + line.length() <= WIDTH ? line : String.join(HeaderText.FOLD, words);
    }
}
