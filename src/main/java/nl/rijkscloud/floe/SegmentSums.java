package nl.rijkscloud.floe;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Checksums of one ciphertext, which anybody can compare without a key: the CRC-32C (RFC 3720, B.4) of each part of
 * {@value #SEGMENTS} segments, four bytes big-endian each. The header comes before the first segment. They find damage;
 * against an attacker only the tags help.
 */
public final class SegmentSums {
    /** Segments in one part: 64 MiB with the standard parameters. */
    public static final int SEGMENTS = 1024;

    private final CRC32C sum = new CRC32C();
    private final ByteBuffer sums;
    private int inPart;

    /**
     * @param header encoded
     * @param segments of the whole ciphertext
     */
    public SegmentSums(byte[] header, long segments) {
        sums = ByteBuffer.allocate(parts(segments) * Integer.BYTES);
        sum.update(header);
    }

    /** The number of parts of a ciphertext. */
    public static int parts(long segments) {
        return Math.toIntExact(Math.ceilDiv(segments, (long) SEGMENTS));
    }

    /** The sum of one part, as {@link CRC32C#getValue} gives it. */
    public static long sum(byte[] sums, int part) {
        return Integer.toUnsignedLong(ByteBuffer.wrap(sums).getInt(part * Integer.BYTES));
    }

    /** Adds the next segment, from position to limit. */
    public void add(ByteBuffer segment) {
        if (inPart == SEGMENTS) {
            endPart();
        }
        sum.update(segment);
        inPart++;
    }

    /** Returns the sums of all parts, after the last segment. */
    public byte[] end() {
        endPart();
        return sums.array();
    }

    private void endPart() {
        sums.putInt((int) sum.getValue());
        sum.reset();
        inPart = 0;
    }
}
