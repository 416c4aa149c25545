package nl.rijkscloud.floe;

import java.nio.ByteBuffer;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;

/**
 * Opens the segments of one ciphertext, in any order. Confined to one thread at a time; hand-over from one thread to
 * another needs a happens-before. After a refused segment it opens others as before.
 */
public final class SegmentOpener {
    private final FloeParameters parameters;
    private final SegmentCipher cipher;
    private final byte[] iv = new byte[SegmentCipher.IV_LENGTH];

    public SegmentOpener(FloeHeader header) {
        this.parameters = header.parameters();
        this.cipher = new SegmentCipher(header, Cipher.DECRYPT_MODE);
    }

    /**
     * Opens the one segment that lies between position and limit of {@code segment}; both stay as they are. The
     * plaintext goes to {@code plaintext} at its position, which moves past it. Its place in memory may be exactly
     * where the ciphertext stands (16 bytes after the segment's start), which saves a buffer, or wholly elsewhere.
     *
     * @param index where the segment has to belong: 0 to 2^40 - 1
     * @param last whether it has to be the final one; the caller knows, or believes the length word, which is
     *     authentic once this method returns
     * @return the length of the plaintext
     * @throws FloeException when the segment is anything else than what was sealed for this place. The plaintext's
     *     position has not moved then, and what the provider may have written there is overwritten with zeros: after a
     *     refused tag a segment opened in place is gone
     */
    public int open(long index, boolean last, ByteBuffer segment, ByteBuffer plaintext) throws FloeException {
        FloeParameters.checked(index);
        checkLength(index, last, segment.remaining());
        var view = segment.slice();
        checkWord(index, last, view.getInt(0), view.limit());
        var length = view.limit() - FloeParameters.SEGMENT_OVERHEAD;
        var out = plaintext.slice(plaintext.position(), length); // refuses a buffer that is too short
        view.get(SegmentCipher.WORD_LENGTH, iv);
        var opened = false;
        try {
            cipher.run(index, last, iv, view.position(FloeParameters.DATA_START), out);
            opened = true;
        } catch (AEADBadTagException refused) {
            throw new FloeException(FloeException.Reason.SEGMENT_TAG, index);
        } finally {
            if (!opened) {
                out.put(0, new byte[length]); // the JDK leaves unauthenticated plaintext behind when it works in place
            }
        }
        plaintext.position(plaintext.position() + length);
        return length;
    }

    private void checkLength(long index, boolean last, int length) throws FloeException {
        var full = parameters.segmentLength();
        if (length < FloeParameters.SEGMENT_OVERHEAD || length > full || (!last && length < full)) {
            throw new FloeException(FloeException.Reason.SEGMENT_LENGTH, index);
        }
    }

    private static void checkWord(long index, boolean last, int word, int length) throws FloeException {
        if (last == (word == SegmentCipher.INTERNAL)) {
            throw new FloeException(FloeException.Reason.SEGMENT_FINALITY, index);
        }
        if (last && word != length) {
            throw new FloeException(FloeException.Reason.SEGMENT_LENGTH, index);
        }
    }
}
