package nl.rijkscloud.vault;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 as Conscrypt has it: it is fast from the first byte, and the JDK's only after its second compiler has seen to it. */
public final class Sha256 {
    /** Bytes of a digest. */
    public static final int LENGTH = 32;

    private Sha256() {}

    public static byte[] of(byte[] bytes) {
        return digest().digest(bytes);
    }

    /** A new one. Takes direct buffers without a copy. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256", Aead.PROVIDER);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is missing", impossible);
        }
    }
}
