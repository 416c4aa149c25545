package nl.rijkscloud.limit;

import java.time.Duration;
import java.time.Instant;

/**
 * The current window of a period. Windows lie end to end from 1970 on, alike on every node. A sliding period is
 * estimated from two of them: all acts of the current one, and the share of the earlier one that the period still
 * covers, rounded up.
 *
 * @param passed the elapsed fraction of the current window, from 0 to below 1
 */
record Window(Instant before, Instant start, double passed, Duration period) {

    static Window at(Instant now, Duration period) {
        var length = period.toMillis();
        var into = Math.floorMod(now.toEpochMilli(), length);
        var start = Instant.ofEpochMilli(now.toEpochMilli() - into);
        return new Window(start.minusMillis(length), start, (double) into / length, period);
    }

    /** The fraction of the earlier window that the sliding period still covers. */
    double weight() {
        return 1 - passed;
    }

    /**
     * The time until one more act is within the limit, if nothing else is counted.
     *
     * @param earlier acts in the window before
     * @param current acts in this one
     */
    Duration wait(int most, int earlier, int current) {
        if (current < most && earlier > 0) {
            return part(1 - (double) (most - 1 - current) / earlier - passed);
        }
        return part(1 - passed + (current == 0 ? 1 : 1 - Math.max(0, most - 1.0) / current));
    }

    private Duration part(double share) {
        return Duration.ofMillis((long) Math.ceil(Math.max(0, share) * period.toMillis()));
    }
}
