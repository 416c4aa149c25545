package nl.rijkscloud.floe;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * FLOE's one key derivation function: {@code HKDF-Expand-SHA-384(key, parameters || iv || purpose || aad, length)},
 * for one header's parameters and iv and one caller's aad. Immutable, for any thread.
 *
 * <p>Nothing that FLOE derives is longer than a SHA-384 hash, and the first block of HKDF-Expand (RFC 5869 section
 * 2.3) is {@code HMAC(key, info || 0x01)}: so it is one HMAC. {@code javax.crypto.KDF} cannot do it: the JDK refuses
 * keys shorter than the hash, and FLOE's key has 32 bytes.
 */
final class FloeKdf {
    /** The longest result: one block, and the length of a message key. */
    static final int MAX_LENGTH = 48;

    private static final byte FIRST_BLOCK = 1;

    private final byte[] context;
    private final byte[] aad;
    private final Provider provider;

    /** Keeps both arrays: the caller passes copies of its own. */
    FloeKdf(byte[] parametersAndIv, byte[] aad, Provider provider) {
        this.context = parametersAndIv;
        this.aad = aad;
        this.provider = provider;
    }

    byte[] derive(byte[] key, ByteBuffer purpose, int length) {
        if (length > MAX_LENGTH) {
            throw new IllegalArgumentException("one block of SHA-384 has 48 bytes");
        }
        try {
            var mac = provider == null ? Mac.getInstance("HmacSHA384") : Mac.getInstance("HmacSHA384", provider);
            mac.init(new SecretKeySpec(key, "HmacSHA384"));
            mac.update(context);
            mac.update(purpose);
            mac.update(aad);
            mac.update(FIRST_BLOCK);
            return Arrays.copyOf(mac.doFinal(), length);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("HMAC with SHA-384 is missing", impossible);
        }
    }

    /** A cipher of the same provider. */
    Cipher newCipher() {
        try {
            var name = "AES/GCM/NoPadding";
            return provider == null ? Cipher.getInstance(name) : Cipher.getInstance(name, provider);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-GCM is missing", impossible);
        }
    }
}
