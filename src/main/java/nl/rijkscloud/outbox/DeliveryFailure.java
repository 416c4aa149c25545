package nl.rijkscloud.outbox;

import io.vertx.core.json.JsonObject;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The reason why a message did not arrive, for people.
 *
 * @param code of the server that refused it, such as {@code 550 5.1.1} or {@code 5.1.1}
 */
public record DeliveryFailure(Reason reason, Optional<String> code) {
    private static final Pattern CODES = Pattern.compile("[245]\\d\\d( [245]\\.\\d{1,3}\\.\\d{1,3})?"
            + "|[245]\\.\\d{1,3}\\.\\d{1,3}");

    private static final Set<Reason> UNEXPLAINED =
            EnumSet.of(Reason.OTHER, Reason.UNSURE, Reason.LOST, Reason.TEXT_MESSAGE);

    public enum Reason {
        NO_SUCH_ADDRESS,
        NO_SUCH_DOMAIN,
        CLOSED_MAILBOX,
        FULL_MAILBOX,
        TOO_LARGE,
        /** By a rule of the other server, such as one against spam. */
        REFUSED,
        UNREACHABLE,
        OTHER,
        /** The mail may have arrived. */
        UNSURE,
        /** By a fault of ours. */
        LOST,
        /** A text message failed: gateways give no reasons. */
        TEXT_MESSAGE;

        private static final Pattern STATUS = Pattern.compile("\\b[245]\\.(\\d{1,3})\\.(\\d{1,3})\\b");

        /** Reads a status code of RFC 3463, with or without an SMTP code before it. */
        static Reason of(String code) {
            var status = STATUS.matcher(code);
            if (!status.find()) {
                return OTHER;
            }
            return switch (status.group(1) + "." + status.group(2)) {
                // 1.10 is Exchange's word for a recipient that it does not find
                case "1.0", "1.1", "1.3", "1.6", "1.10" -> NO_SUCH_ADDRESS;
                case "1.2", "4.4" -> NO_SUCH_DOMAIN;
                case "2.1" -> CLOSED_MAILBOX;
                case "2.2" -> FULL_MAILBOX;
                case "2.3", "3.4" -> TOO_LARGE;
                default -> switch (status.group(1)) {
                    case "4" -> UNREACHABLE;
                    case "7" -> REFUSED;
                    default -> OTHER;
                };
            };
        }

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * Empty for a message that has not failed.
     *
     * @param state and {@code delivery}: of its row in the outbox
     * @param code what a server answered or reported
     */
    public static Optional<DeliveryFailure> of(
            OutboundMessage.Channel channel, String state, @Nullable String delivery, @Nullable String code) {
        var said = Optional.ofNullable(code).filter(text -> CODES.matcher(text).matches());
        var reason = switch (state) {
            case "refused" -> Reason.of(said.orElse(""));
            case "expired" -> Reason.UNREACHABLE;
            case "unknown" -> Reason.UNSURE;
            case "lost" -> Reason.LOST;
            default -> "bounced".equals(delivery) ? Reason.of(said.orElse("")) : null;
        };
        if (channel == OutboundMessage.Channel.SMS) {
            return reason != null || "failed".equals(delivery)
                    ? Optional.of(new DeliveryFailure(Reason.TEXT_MESSAGE, Optional.empty())) : Optional.empty();
        }
        return Optional.ofNullable(reason).map(found -> new DeliveryFailure(found, said));
    }

    /** True if the message may still arrive, or its fate is not known. */
    public boolean isUncertain() {
        return reason == Reason.UNSURE;
    }

    /** True if more can be said of it than the state of the message does. */
    public boolean isExplained() {
        return !UNEXPLAINED.contains(reason);
    }

    /** The last part of the names of texts about it. */
    public String word() {
        return reason.word();
    }

    public JsonObject toJson() {
        return new JsonObject().put("reason", word()).put("code", code.orElse(null));
    }
}
