package nl.rijkscloud.request;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * What a transfer has besides, when staff asked for it.
 *
 * @param series the first transfer of the request; this one, but for a further answer to the same request
 * @param asked see {@link Asked}; null once answered or gone
 * @param repeat whether it may be answered several times until {@code endsAt}
 * @param deadline the last day, in Dutch time, when one was given
 * @param maxSize bytes of one document, when that is less than the portal takes
 * @param remindAt when the outsider is reminded, unless they have answered
 * @param answeredAt the first answer, in this transfer or an earlier one of the series
 */
public record Request(
        UUID transfer, UUID series, byte[] asked, boolean repeat, Optional<LocalDate> deadline, Instant endsAt, Optional<Long> maxSize,
        Optional<Instant> remindAt, Optional<Instant> remindedAt, Optional<Instant> answeredAt) {

    /** The same request in a further transfer, once it has been answered. */
    Request again(UUID further, byte[] resealed, Instant answered) {
        return new Request(
                further, series, resealed, repeat, deadline, endsAt, maxSize, Optional.empty(), Optional.empty(),
                answeredAt.or(() -> Optional.of(answered)));
    }

    /** Whether more can be sent after an answer. */
    public boolean goesOn(Instant now) {
        return repeat && endsAt.isAfter(now);
    }

    @Override
    public String toString() {
        return "Request[" + transfer + "]";
    }
}
