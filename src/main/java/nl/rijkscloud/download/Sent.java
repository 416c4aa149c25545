package nl.rijkscloud.download;

/**
 * How far a hand-over came.
 *
 * @param range the bytes that the operating system took for the other side, without a gap
 * @param complete whether the response ended as it should; if not, the other side may have less than {@code range}
 */
public record Sent(ByteRange range, boolean complete) {}
