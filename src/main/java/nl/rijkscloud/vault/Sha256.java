package nl.rijkscloud.vault;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * SHA-256 of Conscrypt, which is fast from the first byte; the JDK's is fast only after its second compiler has run.
 */
public final class Sha256 {
    /** The length of a digest in bytes. */
    public static final int LENGTH = 32;

    private Sha256() {}

    public static byte[] of(byte[] bytes) {
        return digest().digest(bytes);
    }

    /** Makes a digest that takes direct buffers without a copy. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256", Aead.PROVIDER);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is missing", impossible);
        }
    }
}
