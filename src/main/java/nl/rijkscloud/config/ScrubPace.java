package nl.rijkscloud.config;

import java.time.Duration;

/**
 * The pace at which stored documents are read again.
 *
 * @param rate the most bytes per second, of all servers together; 0 if nothing is read again
 * @param every the least time from the beginning of one pass through all documents to that of the next
 */
public record ScrubPace(long rate, Duration every) {
    /** Nothing is read again. */
    public static final ScrubPace OFF = new ScrubPace(0, Duration.ofDays(1));
}
