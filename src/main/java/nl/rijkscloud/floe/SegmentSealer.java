package nl.rijkscloud.floe;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;

/**
 * Seals the segments of one ciphertext, in any order and from any index on. Confined to one thread at a time;
 * hand-over from one thread to another needs a happens-before.
 *
 * <p>Every call draws a fresh IV, also for an index that was sealed before: two sealers of one header, as after a
 * crash, repeat an IV under one key no more than chance does. With the standard parameters a key seals 2^20
 * segments, far below the 2^32 that NIST SP 800-38D section 8.3 allows random IVs.
 */
public final class SegmentSealer {
    private final FloeParameters parameters;
    private final SegmentCipher cipher;
    private final SecureRandom random;
    private final byte[] iv = new byte[SegmentCipher.IV_LENGTH];

    /** @param header a new one, or the verified one of a ciphertext to go on with */
    public SegmentSealer(FloeHeader header, SecureRandom random) {
        this.parameters = header.parameters();
        this.cipher = new SegmentCipher(header, Cipher.ENCRYPT_MODE);
        this.random = random;
    }

    /**
     * Turns the plaintext at {@code [16, 16 + n)} into the segment at {@code [0, 32 + n)}, both counted from the
     * buffer's position; position and limit stay as they are. Fastest on direct buffers with Conscrypt, on arrays
     * with the JDK's provider.
     *
     * @param index 0 to 2^40 - 1
     * @param last whether the plaintext ends with this segment; every other one is full
     * @param plaintextLength {@code n}
     * @return the length of the segment: {@code n + 32}
     */
    public int seal(long index, boolean last, ByteBuffer segment, int plaintextLength) {
        FloeParameters.checked(index);
        var full = parameters.plaintextPerSegment();
        if (plaintextLength < 0 || plaintextLength > full || (!last && plaintextLength < full)) {
            throw new IllegalArgumentException("no segment holds " + plaintextLength + " bytes here");
        }
        var length = plaintextLength + FloeParameters.SEGMENT_OVERHEAD;
        var view = segment.slice(segment.position(), length); // big-endian, and refuses a buffer that is too short
        random.nextBytes(iv);
        view.putInt(0, last ? length : SegmentCipher.INTERNAL).put(SegmentCipher.WORD_LENGTH, iv);
        try {
            cipher.run(index, last, iv,
                    view.slice(FloeParameters.DATA_START, plaintextLength),
                    view.slice(FloeParameters.DATA_START, plaintextLength + SegmentCipher.TAG_LENGTH));
        } catch (AEADBadTagException impossible) {
            throw new IllegalStateException("sealing verifies no tag", impossible);
        }
        return length;
    }
}
