package nl.rijkscloud.oversight;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import nl.rijkscloud.transfer.Transfer;

/**
 * The act that the other party still has to do, and how much time they have left.
 *
 * @param deadline the last day that a request named, in Dutch time; a request need not have one
 * @param until the end of the transfer, which may be later because staff can extend it
 */
record DueStatus(What what, Optional<LocalDate> deadline, Instant until, Standing standing) {
    /** The page marks a transfer this long before its end: long enough to be seen before a weekend. */
    private static final Duration SOON = Duration.ofDays(3);

    enum What {
        /** A request without an answer. */
        ANSWER,
        /** A request that has been answered and may be answered again. */
        MORE,
        /** Delivered documents that have not all been downloaded. */
        COLLECT
    }

    enum Standing {
        LATER,
        SOON,
        PAST
    }

    /**
     * The part of a request that decides its status.
     *
     * @param endsAt the end of the deadline's day, or of a request without a deadline
     */
    record Question(Optional<LocalDate> deadline, Instant endsAt, boolean answered) {}

    /**
     * Empty when the other party has nothing to do: while documents are checked, and when all is complete or withdrawn.
     */
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

    /** Empty when no document was accepted: there is nothing to download then. */
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
