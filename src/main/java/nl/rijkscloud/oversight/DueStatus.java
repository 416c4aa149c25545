package nl.rijkscloud.oversight;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import nl.rijkscloud.transfer.Transfer;

/**
 * The task that the other party still has, and how much time is left for it.
 *
 * @param deadline the last day that a request named, in Dutch time; a request need not have one
 * @param until the end of the transfer, which may be later because staff can extend it
 */
record DueStatus(Task task, Optional<LocalDate> deadline, Instant until, Standing standing) {
    /** The page marks a transfer this long before its end: long enough to be seen before a weekend. */
    private static final Duration SOON = Duration.ofDays(3);

    enum Task {
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
     * @param day the last day that the request named
     * @param endsAt the end of the deadline's day, or of a request without a deadline
     */
    record Deadline(Optional<LocalDate> day, Instant endsAt, boolean answered) {
        /** The end of the day that mails name, as long as it is not over; late answers are taken for some days more. */
        private Optional<Instant> named(Instant now) {
            return day.map(named -> endsAt).filter(end -> end.isAfter(now));
        }
    }

    /**
     * Empty when the other party has nothing to do: while documents are checked, and when all is complete or withdrawn.
     */
    static Optional<DueStatus> of(Transfer transfer, Optional<Deadline> request, Instant now) {
        var until = transfer.expiresAt();
        return switch (transfer.state()) {
            case OPEN -> request.map(found -> found.answered()
                    ? new DueStatus(Task.MORE, found.day(), found.named(now).orElse(until), Standing.LATER)
                    : new DueStatus(Task.ANSWER, found.day(), until, standing(found.endsAt(), now)));
            case DELIVERED -> collect(transfer, standing(until, now));
            case DESTROYED -> request.filter(found -> !found.answered())
                    .map(found -> new DueStatus(Task.ANSWER, found.day(), until, Standing.PAST))
                    .or(() -> collect(transfer, Standing.PAST));
            case SUBMITTED, REFUSED, WITHDRAWN -> Optional.empty();
        };
    }

    JsonObject toJson() {
        return new JsonObject()
                .put("what", task.name().toLowerCase(Locale.ROOT))
                .put("deadline", deadline.map(LocalDate::toString).orElse(null))
                .put("until", until.toString())
                .put("standing", standing.name().toLowerCase(Locale.ROOT));
    }

    /** Empty when no document was accepted: there is nothing to download then. */
    private static Optional<DueStatus> collect(Transfer transfer, Standing standing) {
        return transfer.deliveredAt().isPresent() && transfer.documentCount() > 0 && transfer.downloadedAt().isEmpty()
                ? Optional.of(new DueStatus(Task.COLLECT, Optional.empty(), transfer.expiresAt(), standing))
                : Optional.empty();
    }

    private static Standing standing(Instant end, Instant now) {
        if (!end.isAfter(now)) {
            return Standing.PAST;
        }
        return end.isAfter(now.plus(SOON)) ? Standing.LATER : Standing.SOON;
    }
}
