package nl.rijkscloud.stream;

import nl.rijkscloud.http.ByteRange;

/**
 * How far a hand-over came.
 *
 * @param range the bytes that the operating system took for the other side, without a gap
 * @param mayHave the end of what the other side may have besides: of a write that was cut, all but its last byte may have gone out
 * @param complete whether the response ended as it should
 */
public record HandoverProgress(ByteRange range, long mayHave, boolean complete) {
    public HandoverProgress(ByteRange range, boolean complete) {
        this(range, range.end(), complete);
    }

    /** Of a response that was cut while the bytes between the end of {@code range} and {@code given} were being written. */
    static HandoverProgress cut(ByteRange range, long given) {
        return new HandoverProgress(range, Math.max(range.end(), given - 1), false);
    }
}
