package nl.rijkscloud.audit;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Selects lines. An absent value is no condition.
 *
 * @param from the first moment, and {@code to} the first one after
 * @param actor the id of an employee or of a link
 * @param subject the id of an account that was changed, or of a person who was looked up
 * @param before lines with a lower number than this: the end of the previous page
 */
public record AuditQuery(
        Optional<Instant> from, Optional<Instant> to, Optional<UUID> actor, Optional<UUID> transfer,
        Optional<UUID> subject, Optional<Action> action, Optional<Long> before) {
    public static final AuditQuery ALL = between(Optional.empty(), Optional.empty());

    public static AuditQuery between(Optional<Instant> from, Optional<Instant> to) {
        return new AuditQuery(from, to, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty());
    }
}
