package nl.rijkscloud.bounce;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import nl.rijkscloud.outbox.MailDeliveryRecorder.Outcome;
import org.eclipse.angus.mail.dsn.DeliveryStatus;

/**
 * The part of a delivery status notification (RFC 3464) that the portal keeps. An automatic reply of a person's mailbox
 * has no such part.
 *
 * @param code of the server that gave up or waits (RFC 3463), such as 5.1.1
 */
record DeliveryReport(Outcome outcome, String code) {
    /** A report has three parts, and gateways wrap it once or twice. */
    private static final int DEEPEST = 3;
    private static final int MOST_PARTS = 10;
    private static final int MOST_RECIPIENTS = 20;
    /** Every part costs memory many times its length, so that the lines that begin one are counted first. */
    private static final int MOST_BOUNDARIES = 200;

    private static final Pattern CODE = Pattern.compile("\\b([245]\\.\\d{1,3}\\.\\d{1,3})\\b");
    private static final Pattern SAYS_NOTHING = Pattern.compile("[245]\\.0\\.0");

    /**
     * Reads a message, whose end may be missing. Empty if it reports neither a delay nor a failure. Input of strangers:
     * nothing in it makes this fail.
     */
    static Optional<DeliveryReport> read(byte[] message) {
        if (countBoundaries(message) > MOST_BOUNDARIES) {
            return Optional.empty();
        }
        try {
            return find(new MimeMessage(null, new ByteArrayInputStream(message)), DEEPEST).flatMap(DeliveryReport::of);
        } catch (MessagingException | IOException | RuntimeException malformed) { // the library throws all three
            return Optional.empty();
        }
    }

    private static Optional<DeliveryStatus> find(MimePart part, int deepest) throws MessagingException, IOException {
        if (part.isMimeType("message/delivery-status") || part.isMimeType("message/global-delivery-status")) {
            return Optional.of(new DeliveryStatus(content(part)));
        }
        if (deepest == 0 || !part.isMimeType("multipart/*")) {
            return Optional.empty();
        }
        var parts = new MimeMultipart(part.getDataHandler().getDataSource());
        for (var index = 0; index < Math.min(parts.getCount(), MOST_PARTS); index++) {
            if (parts.getBodyPart(index) instanceof MimePart inner) {
                var found = find(inner, deepest - 1);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** The library decodes no part of this type, because none should be encoded; gateways do it nevertheless. */
    private static InputStream content(MimePart part) throws MessagingException, IOException {
        return part instanceof MimeBodyPart body && body.getEncoding() != null
                ? MimeUtility.decode(body.getRawInputStream(), body.getEncoding())
                : part.getInputStream();
    }

    /** A mail has one recipient. A list behind that address that has reached anybody has not failed. */
    private static Optional<DeliveryReport> of(DeliveryStatus status) {
        var recipients = new ArrayList<InternetHeaders>();
        for (var index = 0; index < Math.min(status.getRecipientDSNCount(), MOST_RECIPIENTS); index++) {
            recipients.add(status.getRecipientDSN(index));
        }
        if (has(recipients, "delivered") || has(recipients, "relayed") || has(recipients, "expanded")) {
            return Optional.empty();
        }
        return with(recipients, "failed").map(one -> new DeliveryReport(Outcome.BOUNCED, code(one, "5.0.0")))
                .or(() -> with(recipients, "delayed")
                        .map(one -> new DeliveryReport(Outcome.DEFERRED, code(one, "4.0.0"))));
    }

    private static boolean has(List<InternetHeaders> recipients, String action) {
        return with(recipients, action).isPresent();
    }

    private static Optional<InternetHeaders> with(List<InternetHeaders> recipients, String action) {
        return recipients.stream()
                .filter(one -> value(one, "Action").toLowerCase(Locale.ROOT).split("[\\s;(]", 2)[0].equals(action))
                .findFirst();
    }

    /** Some servers put the useful code only into the quoted answer of the other server. */
    private static String code(InternetHeaders recipient, String otherwise) {
        var status = find(value(recipient, "Status"));
        return status.filter(found -> !SAYS_NOTHING.matcher(found).matches())
                .or(() -> find(value(recipient, "Diagnostic-Code")))
                .or(() -> status)
                .orElse(otherwise);
    }

    private static Optional<String> find(String text) {
        return CODE.matcher(text).results().map(found -> found.group(1)).findFirst();
    }

    private static String value(InternetHeaders headers, String name) {
        var value = headers.getHeader(name, null);
        return value == null ? "" : value.strip();
    }

    private static int countBoundaries(byte[] message) {
        var count = 0;
        for (var index = 2; index < message.length; index++) {
            if (message[index] == '-' && message[index - 1] == '-' && message[index - 2] == '\n') {
                count++;
            }
        }
        return count;
    }
}
