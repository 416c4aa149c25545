package nl.rijkscloud.uncollected;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The moments at which people are reminded of a transfer that nobody has collected. The recipients come first: half-way
 * to {@code turn}, and at {@code turn}, when the transfer begins to be kept longer. The other steps divide the time
 * between then and the latest end.
 *
 * @param delivered when the transfer was delivered
 * @param turn a day before the end of its usual life; earlier if that leaves less than half of the time for the others
 * @param latestEnd the end of its links
 */
record Schedule(Instant delivered, Instant turn, Instant latestEnd) {
    private static final Duration MARGIN = Duration.ofDays(1);

    /** One reminder; a step whose people do not exist is passed over. */
    enum Step {
        RECIPIENT, RECIPIENT_AGAIN, DEPARTMENT, CONTACT, BEHEERDER;

        /** The step after this many steps. */
        static Optional<Step> after(int taken) {
            return taken < values().length ? Optional.of(values()[taken]) : Optional.empty();
        }

        /** True from the step on at which the transfer is kept longer. */
        boolean prolongs() {
            return this != RECIPIENT;
        }
    }

    static Schedule of(Instant delivered, Instant usualEnd, Instant latestEnd) {
        var half = delivered.plus(Duration.between(delivered, latestEnd).dividedBy(2));
        var before = usualEnd.minus(MARGIN);
        return new Schedule(delivered, before.isBefore(half) ? before : half, latestEnd);
    }

    Instant at(Step step) {
        var rest = Duration.between(turn, latestEnd).dividedBy(4);
        return switch (step) {
            case RECIPIENT -> delivered.plus(Duration.between(delivered, turn).dividedBy(2));
            case RECIPIENT_AGAIN -> turn;
            case DEPARTMENT -> turn.plus(rest);
            case CONTACT -> turn.plus(rest.multipliedBy(2));
            case BEHEERDER -> turn.plus(rest.multipliedBy(3));
        };
    }
}
