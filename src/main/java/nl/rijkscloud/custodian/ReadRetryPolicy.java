package nl.rijkscloud.custodian;

import java.time.Duration;

/**
 * Decides how long to retry a document that could not be read. A disk that is away for a while must not cost anyone a
 * document, so it is refused only after half an hour; most trouble is over in seconds.
 */
final class ReadRetryPolicy {
    /** The number of disk failures after which a document counts as unreadable. */
    static final int READINGS = 8;

    /**
     * The wait after trouble other than the disk's. It does not count as a failure, but reading gigabytes over and over
     * helps no one.
     */
    static final Duration OTHER_TROUBLE = Duration.ofMinutes(10);

    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration SECOND = Duration.ofSeconds(30);

    private ReadRetryPolicy() {}

    /** @param failures the number of failed readings, at least 1 */
    static Duration after(int failures) {
        return failures == 1 ? FIRST : SECOND.multipliedBy(1L << (Math.min(failures, READINGS) - 2));
    }
}
