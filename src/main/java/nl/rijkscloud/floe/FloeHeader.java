package nl.rijkscloud.floe;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.Provider;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The first 74 bytes of a ciphertext, {@code parameters (10) || iv (32) || tag (32)}, and the keys of its segments.
 * One exists only when made anew or verified, so key and associated data are right. Immutable, for any thread.
 *
 * <p>The tag commits to key and associated data, as AES-GCM's own tags do not: two keys that accept one header would
 * be a collision of HMAC-SHA-384 cut to 256 bits.
 */
public final class FloeHeader {
    private static final int TAG_LENGTH = 32;
    private static final int TAG_START = FloeParameters.HEADER_LENGTH - TAG_LENGTH;
    private static final int SEGMENT_KEY_LENGTH = 32;
    private static final byte[] TAG_PURPOSE = "HEADER_TAG:".getBytes(US_ASCII);
    private static final byte[] MESSAGE_KEY_PURPOSE = "MESSAGE_KEY:".getBytes(US_ASCII);
    private static final byte[] SEGMENT_KEY_PURPOSE = "DEK:".getBytes(US_ASCII);

    private final FloeParameters parameters;
    private final byte[] encoded;
    private final FloeKdf kdf;
    private final byte[] messageKey;

    private FloeHeader(FloeParameters parameters, byte[] encoded, FloeKdf kdf, byte[] messageKey) {
        this.parameters = parameters;
        this.encoded = encoded;
        this.kdf = kdf;
        this.messageKey = messageKey;
    }

    static FloeHeader create(FloeParameters parameters, byte[] iv, byte[] key, byte[] aad, Provider provider) {
        var parametersAndIv = ByteBuffer.allocate(TAG_START).put(parameters.encoded()).put(iv).array();
        var kdf = new FloeKdf(parametersAndIv, aad, provider);
        var encoded = ByteBuffer.allocate(FloeParameters.HEADER_LENGTH)
                .put(parametersAndIv)
                .put(kdf.derive(key, ByteBuffer.wrap(TAG_PURPOSE), TAG_LENGTH))
                .array();
        return new FloeHeader(parameters, encoded, kdf, messageKey(kdf, key));
    }

    static FloeHeader verified(FloeParameters parameters, byte[] bytes, byte[] key, byte[] aad, Provider provider)
            throws FloeException {
        var encoded = bytes.clone();
        if (encoded.length != FloeParameters.HEADER_LENGTH) {
            throw new FloeException(FloeException.Reason.HEADER_LENGTH);
        }
        if (!Arrays.equals(Arrays.copyOf(encoded, FloeParameters.ENCODED_LENGTH), parameters.encoded())) {
            throw new FloeException(FloeException.Reason.HEADER_PARAMETERS);
        }
        var kdf = new FloeKdf(Arrays.copyOf(encoded, TAG_START), aad, provider);
        var expected = kdf.derive(key, ByteBuffer.wrap(TAG_PURPOSE), TAG_LENGTH);
        var tag = Arrays.copyOfRange(encoded, TAG_START, encoded.length);
        if (!MessageDigest.isEqual(expected, tag)) { // in constant time
            throw new FloeException(FloeException.Reason.HEADER_TAG);
        }
        return new FloeHeader(parameters, encoded, kdf, messageKey(kdf, key));
    }

    private static byte[] messageKey(FloeKdf kdf, byte[] key) {
        return kdf.derive(key, ByteBuffer.wrap(MESSAGE_KEY_PURPOSE), FloeKdf.MAX_LENGTH);
    }

    public FloeParameters parameters() {
        return parameters;
    }

    /** A copy of the 74 bytes. */
    public byte[] encoded() {
        return encoded.clone();
    }

    /** The first of the segments that share this one's key: its index with the low bits cleared. */
    long rotation(long index) {
        return index >>> parameters.rotationMask() << parameters.rotationMask();
    }

    SecretKey segmentKey(long rotation) {
        var purpose = ByteBuffer.allocate(SEGMENT_KEY_PURPOSE.length + Long.BYTES)
                .put(SEGMENT_KEY_PURPOSE)
                .putLong(rotation)
                .flip();
        return new SecretKeySpec(kdf.derive(messageKey, purpose, SEGMENT_KEY_LENGTH), "AES");
    }

    Cipher newCipher() {
        return kdf.newCipher();
    }
}
