package nl.rijkscloud.oversight;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import nl.rijkscloud.transfer.Transfer;

/**
 * What the other party can still do, or has not done in time.
 *
 * @param deadline the last day that was named to them, in Dutch time; only of a request, and not of every one
 * @param until the end of the transfer itself, which may be later: staff can extend it
 */
public record DueStatus(What what, Optional<LocalDate> deadline, Instant until, Standing standing) {
    /** From so long before the end on there is a mark: over a weekend, nobody should first see it when it is too late. */
    private static final Duration SOON = Duration.ofDays(3);

    public enum What {
        /** A request that nobody has answered. */
        ANSWER,
        /** A request that has been answered, to which more may be sent. */
        MORE,
        /** What was delivered and has not been downloaded as a whole. */
        COLLECT
    }

    public enum Standing {
        LATER,
        SOON,
        PAST
    }

    /** What was asked, as far as the overview needs it. @param endsAt the end of the deadline's day, or of a request without one */
    record Question(Optional<LocalDate> deadline, Instant endsAt, boolean answered) {}

    /** Nothing for what is in nobody's hands: still being added or checked, complete, withdrawn. */
    static Optional<DueStatus> of(Transfer transfer, Optional<Question> question, Instant now) {
        var until = transfer.expiresAt();
        return switch (transfer.state()) {
            case OPEN -> question.map(asked -> asked.answered()
                    ? new DueStatus(What.MORE, asked.deadline(), until, Standing.LATER)
                    : new DueStatus(What.ANSWER, asked.deadline(), until, standing(asked.endsAt(), now)));
            case DELIVERED -> collect(transfer, standing(until, now));
            case DESTROYED -> question.filter(asked -> !asked.answered())
                    .map(asked -> new DueStatus(What.ANSWER, asked.deadline(), until, Standing.PAST))
                    .or(() -> collect(transfer, Standing.PAST));
            case SUBMITTED, REFUSED, WITHDRAWN -> Optional.empty();
        };
    }

    /** When no document had passed, there was nothing to collect. */
    private static Optional<DueStatus> collect(Transfer transfer, Standing standing) {
        return transfer.deliveredAt().isPresent() && transfer.documentCount() > 0 && transfer.downloadedAt().isEmpty()
                ? Optional.of(new DueStatus(What.COLLECT, Optional.empty(), transfer.expiresAt(), standing))
                : Optional.empty();
    }

    private static Standing standing(Instant end, Instant now) {
        if (!end.isAfter(now)) {
            return Standing.PAST;
        }
        return end.isAfter(now.plus(SOON)) ? Standing.LATER : Standing.SOON;
    }
}
