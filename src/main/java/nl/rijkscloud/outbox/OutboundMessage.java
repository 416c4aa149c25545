package nl.rijkscloud.outbox;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import nl.rijkscloud.kernel.Language;
import org.jspecify.annotations.Nullable;

/**
 * A mail or text message that is due.
 *
 * @param transfer the transfer whose report mentions it, or null
 * @param template the name of its file, e.g. {@code confirmation} for {@code conf/mail/nl/confirmation.mail}
 * @param recipient an e-mail address, or a phone number in E.164
 * @param values the values of the template; they include links and names, so they are sealed while the message waits
 *     and wiped afterwards
 * @param retryFor the time during which delivery is attempted
 */
public record OutboundMessage(
        Channel channel,
        @Nullable UUID transfer,
        String template,
        Language language,
        String recipient,
        Map<String, String> values,
        Duration retryFor) {

    public enum Channel {
        MAIL,
        SMS;

        public String sql() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Leaves the values out: they include links, which must not reach a log. */
    @Override
    public String toString() {
        return "Letter[" + channel + ", " + template + "]";
    }
}
