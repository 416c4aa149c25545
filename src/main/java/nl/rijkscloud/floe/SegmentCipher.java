package nl.rijkscloud.floe;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-GCM for the segments of one ciphertext, in one direction: the key of each segment, and the binding to its
 * place. Owns one {@link Cipher}, because a new one for each segment takes up to 40 % of the speed. One thread at a
 * time.
 */
final class SegmentCipher {
    /** The length word of every segment but the final one. */
    static final int INTERNAL = 0xFFFFFFFF;

    static final int WORD_LENGTH = 4;
    static final int IV_LENGTH = 12;
    static final int TAG_LENGTH = 16;

    private final FloeHeader header;
    private final int mode;
    private final Cipher cipher;
    private final ByteBuffer place = ByteBuffer.allocate(Long.BYTES + 1);
    private Optional<SecretKey> key = Optional.empty();
    private long rotation;

    /** @param mode {@link Cipher#ENCRYPT_MODE} or {@link Cipher#DECRYPT_MODE} */
    SegmentCipher(FloeHeader header, int mode) {
        this.header = header;
        this.mode = mode;
        this.cipher = header.newCipher();
    }

    /** Reads all of {@code in} and fills {@code out}; the two may begin at the same byte of memory. */
    void run(long index, boolean last, byte[] iv, ByteBuffer in, ByteBuffer out) throws AEADBadTagException {
        try {
            cipher.init(mode, keyOf(index), new GCMParameterSpec(TAG_LENGTH * Byte.SIZE, iv));
            cipher.updateAAD(place.clear().putLong(index).put((byte) (last ? 1 : 0)).flip());
            cipher.doFinal(in, out);
        } catch (AEADBadTagException refused) {
            throw refused;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-GCM does not work", impossible);
        }
    }

    private SecretKey keyOf(long index) {
        var wanted = header.rotation(index);
        if (key.isEmpty() || wanted != rotation) {
            key = Optional.of(header.segmentKey(wanted));
            rotation = wanted;
        }
        return key.get();
    }
}
