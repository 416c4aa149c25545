package nl.rijkscloud.vault;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Computes HMAC-SHA-256 (RFC 2104) under one key. Immutable, safe for use from any thread; never prints its key. */
public final class Hmac {
    /** The length of a MAC in bytes. */
    public static final int LENGTH = 32;

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    public Hmac(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /**
     * Computes the MAC of the parts, one after the other. The caller separates parts that could otherwise run together.
     */
    public byte[] of(byte[]... parts) {
        try {
            var mac = Mac.getInstance(ALGORITHM, Aead.PROVIDER);
            mac.init(key);
            for (var part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("HMAC is missing", impossible);
        }
    }

    /** Compares in constant time. */
    public boolean matches(byte[] mac, byte[]... parts) {
        return MessageDigest.isEqual(of(parts), mac);
    }
}
