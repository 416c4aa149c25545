package nl.rijkscloud.request;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.transfer.Transfer;
import org.jspecify.annotations.Nullable;

/**
 * The row beside a transfer that staff asked for.
 *
 * @param series the first transfer of the request; differs from {@code transfer} for a further answer only
 * @param sealedText the sealed {@link RequestText}; null once it has been answered or lost
 * @param repeat true if it may be answered several times until {@code endsAt}
 * @param deadline the last day, in Dutch time, if one was set
 * @param maxSize bytes of one document, if that is less than the portal accepts
 * @param remindAt when the outsider is reminded, unless they have answered
 * @param reference readable without a key, as staff typed it
 * @param batch the same for all requests of one list
 * @param answeredAt when the first answer came, in this transfer or in an earlier one of the series
 */
public record Request(
        UUID transfer, UUID series, byte @Nullable [] sealedText, boolean repeat, Optional<LocalDate> deadline,
        Instant endsAt, Optional<Long> maxSize, Optional<Instant> remindAt, Optional<Instant> remindedAt,
        Optional<Instant> answeredAt, Optional<String> reference, Optional<UUID> batch) {

    /**
     * Makes the same request for a further transfer, once this one has been answered.
     *
     * @param reminds true if the outsider is still reminded, once in a series
     */
    Request followUp(UUID further, byte[] resealed, boolean reminds, Instant answered) {
        return new Request(
                further, series, resealed, repeat, deadline, endsAt, maxSize,
                reminds && remindedAt.isEmpty() ? remindAt : Optional.empty(), Optional.empty(),
                answeredAt.or(() -> Optional.of(answered)), reference, batch);
    }

    /** The end of the request's transfer, unless staff extend it. */
    Instant keptUntil(Duration afterDeadline) {
        return deadline.isPresent() ? endsAt.plus(afterDeadline) : endsAt;
    }

    /** The moment until which mails ask for documents: the deadline, and once that is over the end of the transfer. */
    Instant askedUntil(Transfer transfer, Instant now) {
        return deadline.isPresent() && endsAt.isAfter(now) ? endsAt : transfer.expiresAt();
    }

    /** True if this transfer is a further answer to a request that has been answered before. */
    boolean isFollowUp() {
        return !transfer.equals(series);
    }

    /** True if another answer is possible after this one. */
    public boolean acceptsFollowUp(Instant now) {
        return repeat && endsAt.isAfter(now);
    }

    @Override
    public String toString() {
        return "Request[" + transfer + "]";
    }
}
