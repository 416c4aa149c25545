package nl.rijkscloud.http;

/**
 * Some of the bytes of a whole.
 *
 * @param start the first byte
 * @param end the byte after the last one; equal to {@code start} when there are none
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
     * The part of this range that lies in a piece of the whole, counted from the piece's own first byte. A piece
     * without bytes that lies in the range or at its edge gives a range without bytes.
     */
    public ByteRange within(long pieceStart, long pieceLength) {
        return new ByteRange(
                Math.clamp(start - pieceStart, 0, pieceLength),
                Math.clamp(end - pieceStart, 0, pieceLength));
    }
}
