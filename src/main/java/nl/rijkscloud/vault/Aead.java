package nl.rijkscloud.vault;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.conscrypt.Conscrypt;
import org.jspecify.annotations.Nullable;

/**
 * Seals small things, a key or a manifest, with AES-256-GCM under a random nonce: {@code nonce (12) || ciphertext ||
 * tag (16)}. Each key seals few things, far below the 2^32 of NIST SP 800-38D section 8.3. Documents use {@code floe}
 * instead. Safe for use from any thread.
 */
public final class Aead {
    /**
     * The provider of AES-GCM, named explicitly wherever a cipher is made: its speed and behaviour are part of the
     * design.
     */
    public static final Provider PROVIDER = Conscrypt.newProvider();

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random;

    public Aead(SecureRandom random) {
        this.random = random;
    }

    /**
     * @param key 32 bytes
     * @param associated bound to the result, and needed to open it
     */
    public byte[] seal(byte[] key, byte[] associated, byte[] plain) {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, associated).doFinal(plain);
            var out = Arrays.copyOf(nonce, NONCE + sealed.length);
            System.arraycopy(sealed, 0, out, NONCE, sealed.length);
            return out;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-GCM is missing", impossible);
        }
    }

    /** Opens the bytes; empty if the key, the associated data or a single bit differs. */
    public static Optional<byte[]> open(byte[] key, byte[] associated, byte @Nullable [] sealed) {
        if (sealed == null || sealed.length < NONCE + TAG_BITS / 8) {
            return Optional.empty();
        }
        try {
            var cipher = cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(sealed, NONCE), associated);
            return Optional.of(cipher.doFinal(sealed, NONCE, sealed.length - NONCE));
        } catch (AEADBadTagException refused) {
            return Optional.empty();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-GCM is missing", impossible);
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] associated)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding", PROVIDER);
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(associated);
        return cipher;
    }
}
