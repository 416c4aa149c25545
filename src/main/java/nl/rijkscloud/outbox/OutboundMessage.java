package nl.rijkscloud.outbox;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import nl.rijkscloud.kernel.Language;

/**
 * A mail or text message that is due.
 *
 * @param transfer the transfer whose report mentions it, or null
 * @param template the name of its file, e.g. {@code confirmation} for {@code conf/mail/nl/confirmation.mail}
 * @param recipient an address, or a phone number in E.164
 * @param values what fills the template; links and names are in here, so it is sealed while it waits and wiped after
 * @param retryFor how long it is worth sending
 */
public record OutboundMessage(
        Channel channel,
        UUID transfer,
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

    /** Not even in a log by accident: values hold links. */
    @Override
    public String toString() {
        return "Letter[" + channel + ", " + template + "]";
    }
}
