package nl.rijkscloud.http;

/**
 * A range of bytes within a whole; it may be empty.
 *
 * @param start the offset of the first byte
 * @param end the offset after the last byte; equal to {@code start} in an empty range
 */
public record ByteRange(long start, long end) {
    public ByteRange {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("no range goes from " + start + " to " + end);
        }
    }

    public static ByteRange whole(long length) {
        return new ByteRange(0, length);
    }

    public long length() {
        return end - start;
    }

    public boolean covers(long length) {
        return start == 0 && end == length;
    }

    /**
     * Returns the part of this range that lies in a piece of the whole, with offsets from the piece's own first byte.
     * It is empty for a piece outside this range and for a piece without bytes.
     */
    public ByteRange within(long pieceStart, long pieceLength) {
        return new ByteRange(
                Math.clamp(start - pieceStart, 0, pieceLength),
                Math.clamp(end - pieceStart, 0, pieceLength));
    }
}
