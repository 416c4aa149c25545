package nl.rijkscloud.stream;

import nl.rijkscloud.http.ByteRange;

/**
 * The progress of a response at its end.
 *
 * @param range the bytes that the operating system has taken, without a gap
 * @param mayHave the end of the bytes that the client may have besides: all but the last byte of a write that was cut
 * @param complete true if the response ended normally
 */
public record HandoverProgress(ByteRange range, long mayHave, boolean complete) {
    public HandoverProgress(ByteRange range, boolean complete) {
        this(range, range.end(), complete);
    }

    /**
     * For a response that was cut while the bytes between the end of {@code range} and {@code given} were being
     * written.
     */
    static HandoverProgress cut(ByteRange range, long given) {
        return new HandoverProgress(range, Math.max(range.end(), given - 1), false);
    }
}
