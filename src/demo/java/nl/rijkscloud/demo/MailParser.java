package nl.rijkscloud.demo;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** Splits a MIME message into subject, plain text and HTML. */
final class MailParser {
    private static final String TEXT = "text/plain";
    private static final String HTML = "text/html";

    private MailParser() {}

    static Caught parse(String to, byte[] message) throws IOException {
        try {
            var mail = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(message));
            var bodies = new HashMap<String, String>();
            collect(mail, bodies);
            return Caught.mail(
                    to,
                    mail.getSubject(),
                    bodies.getOrDefault(TEXT, "").replace("\r\n", "\n"),
                    bodies.get(HTML),
                    Instant.now());
        } catch (MessagingException malformed) {
            throw new IOException("not a MIME message", malformed);
        }
    }

    private static void collect(Part part, Map<String, String> bodies) throws MessagingException, IOException {
        if (part.getContent() instanceof Multipart parts) {
            for (var i = 0; i < parts.getCount(); i++) {
                collect(parts.getBodyPart(i), bodies);
            }
        } else if (part.isMimeType(TEXT)) {
            bodies.put(TEXT, (String) part.getContent());
        } else if (part.isMimeType(HTML)) {
            bodies.put(HTML, (String) part.getContent());
        }
    }
}
