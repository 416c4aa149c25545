package nl.rijkscloud.scrub;

import java.time.Duration;

/**
 * Says how many bytes the next turn may read. The configured pace is the most; a turn in which reading took long, and
 * documents that wait to be checked, lower it to a tenth, but never to nothing: a scrub that always gives way finds
 * nothing. Use from one thread at a time.
 */
final class Pace {
    static final double LEAST = 0.1;

    private static final double RECOVERY = 1.25;

    private final long bytesPerTurn;
    private final Duration slow;
    private double share = 1;
    private long debt;

    /** @param turn the interval of turns; reading that takes half of it is slow */
    Pace(long bytesPerSecond, Duration turn) {
        this.bytesPerTurn = Math.max(1, bytesPerSecond * turn.toMillis() / 1000);
        this.slow = turn.dividedBy(2);
    }

    /** @param othersWait true while documents wait for their check. Returns bytes; none after a turn that read more */
    long begin(boolean othersWait) {
        var allowed = (long) (bytesPerTurn * (othersWait ? LEAST : share)) - debt;
        debt = Math.max(0, -allowed);
        return Math.max(0, allowed);
    }

    /** @param left bytes of the allowance; below zero if more were read */
    void end(long left, Duration took) {
        debt += Math.max(0, -left);
        share = took.compareTo(slow) > 0 ? Math.max(LEAST, share / 2) : Math.min(1, share * RECOVERY);
    }
}
