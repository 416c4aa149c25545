package nl.rijkscloud.custodian;

import java.time.Duration;

/**
 * How long to bear with a document that could not be read. A disk that is away for a while must not cost anybody a
 * document, so it is refused only after half an hour of trying; most trouble is over in seconds.
 */
final class ReadRetryPolicy {
    /** After this many readings in which the disk failed the document counts as unreadable. */
    static final int READINGS = 8;

    /** After trouble that is not the disk's: it does not count, but reading gigabytes over and over helps nobody. */
    static final Duration OTHER_TROUBLE = Duration.ofMinutes(10);

    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration SECOND = Duration.ofSeconds(30);

    private ReadRetryPolicy() {}

    /** @param failures readings that failed, at least 1 */
    static Duration after(int failures) {
        return failures == 1 ? FIRST : SECOND.multipliedBy(1L << Math.min(failures, READINGS) - 2);
    }
}
