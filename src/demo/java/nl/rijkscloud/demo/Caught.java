package nl.rijkscloud.demo;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A mail or text message that was not sent.
 *
 * @param kind {@code mail} or {@code sms}
 * @param to an address or a phone number
 * @param subject null for a text message, like {@code html}
 */
public record Caught(String kind, String to, String subject, String text, String html, Instant at) {
    private static final Pattern LINK = Pattern.compile("https?://\\S+#\\S+");
    private static final Pattern CODE = Pattern.compile("\\b[0-9]{6}\\b");

    static Caught mail(String to, String subject, String text, String html, Instant at) {
        return new Caught("mail", to, subject, text, html, at);
    }

    static Caught sms(String to, String text, Instant at) {
        return new Caught("sms", to, null, text, null, at);
    }

    /** The link with its secret, in a mail that has one. */
    public Optional<String> link() {
        return LINK.matcher(text).results().map(found -> found.group()).findFirst();
    }

    /** The six digits, in a text message that has them. */
    public Optional<String> code() {
        return CODE.matcher(text).results().map(found -> found.group()).findFirst();
    }

    JsonObject toJson() {
        return new JsonObject()
                .put("kind", kind)
                .put("to", to)
                .put("subject", subject)
                .put("text", text)
                .put("html", html)
                .put("at", at.toString());
    }
}
