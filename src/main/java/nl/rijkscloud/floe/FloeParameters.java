package nl.rijkscloud.floe;

import static java.lang.Math.addExact;
import static java.lang.Math.multiplyExact;

import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * The freedom that FLOE leaves, and the arithmetic that follows from it. Lengths and offsets are in bytes; ciphertext
 * offsets count from the first byte of the header. Immutable.
 *
 * <p>A plaintext is cut into {@link #segments} pieces, all full but perhaps the last: one whose length is a positive
 * multiple of {@link #plaintextPerSegment} ends in a full last segment, never in an empty one.
 *
 * @param segmentLength {@code ENC_SEG_LEN}, the bytes of a full segment with its overhead: 33 to 2^30
 * @param rotationMask {@code AEAD_ROTATION_MASK}, a new segment key every 2^mask segments: 0 to 32, for no more
 *     random IVs may go with one key (NIST SP 800-38D section 8.3). It is not in the header: both sides have to know it
 */
public record FloeParameters(int segmentLength, int rotationMask) {
    /** Bytes of the header. */
    public static final int HEADER_LENGTH = 74;
    /** Bytes of a segment that are not plaintext: length word, IV and tag. */
    public static final int SEGMENT_OVERHEAD = 32;
    /** The offset in a segment of the plaintext before sealing, and of the ciphertext after it. */
    public static final int DATA_START = 16;
    /** {@code AEAD_MAX_SEGMENTS}. */
    public static final long MAX_SEGMENTS = 1L << 40;

    /** The parameters of stored documents: segments as long as sixteen blocks of a disk. */
    public static final FloeParameters STANDARD = new FloeParameters(65536, 20);

    static final int HEADER_IV_LENGTH = 32;
    static final int ENCODED_LENGTH = 10;
    private static final byte AES_256_GCM = 0;
    private static final byte HKDF_EXPAND_SHA_384 = 0;

    public FloeParameters {
        if (segmentLength <= SEGMENT_OVERHEAD || segmentLength > 1 << 30) {
            throw new IllegalArgumentException("a segment has 33 to 2^30 bytes, not " + segmentLength);
        }
        if (rotationMask < 0 || rotationMask > 32) {
            throw new IllegalArgumentException("a rotation mask is 0 to 32, not " + rotationMask);
        }
    }

    /** {@code S}: the plaintext bytes of a full segment. */
    public int plaintextPerSegment() {
        return segmentLength - SEGMENT_OVERHEAD;
    }

    /** The number of segments of a plaintext; an empty one has one segment. */
    public long segments(long plaintextLength) {
        if (plaintextLength < 0) {
            throw new IllegalArgumentException("a length is not negative");
        }
        var segments = Math.max(1, Math.ceilDiv(plaintextLength, plaintextPerSegment()));
        if (segments > MAX_SEGMENTS) {
            throw new IllegalArgumentException("a plaintext has at most 2^40 segments");
        }
        return segments;
    }

    /** The length of header and all segments together. */
    public long ciphertextLength(long plaintextLength) {
        return addExact(addExact(plaintextLength, HEADER_LENGTH), SEGMENT_OVERHEAD * segments(plaintextLength));
    }

    /** The segment that holds the plaintext byte at this offset. */
    public long segmentAt(long plaintextOffset) {
        return checked(Math.floorDiv(plaintextOffset, plaintextPerSegment()));
    }

    /** The plaintext offset of a segment's first byte. */
    public long plaintextStart(long index) {
        return multiplyExact(checked(index), plaintextPerSegment());
    }

    /** The ciphertext offset of a segment's first byte. */
    public long ciphertextStart(long index) {
        return addExact(HEADER_LENGTH, multiplyExact(checked(index), segmentLength));
    }

    /** True if a segment is the last one of a plaintext of this length. */
    public boolean isLast(long index, long plaintextLength) {
        return Objects.checkIndex(index, segments(plaintextLength)) == segments(plaintextLength) - 1;
    }

    /** The plaintext bytes in a segment of a plaintext of this length; sealed it has {@link #SEGMENT_OVERHEAD} more. */
    public int plaintextIn(long index, long plaintextLength) {
        return isLast(index, plaintextLength) ? (int) (plaintextLength - plaintextStart(index)) : plaintextPerSegment();
    }

    /** A segment's number, if it is one. */
    static long checked(long index) {
        return Objects.checkIndex(index, MAX_SEGMENTS);
    }

    /** {@code params}: the first ten bytes of a header. */
    byte[] encoded() {
        return ByteBuffer.allocate(ENCODED_LENGTH)
                .put(AES_256_GCM)
                .put(HKDF_EXPAND_SHA_384)
                .putInt(segmentLength)
                .putInt(HEADER_IV_LENGTH)
                .array();
    }
}
