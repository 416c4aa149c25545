package nl.rijkscloud.vault;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Optional;
import org.conscrypt.HpkeContextRecipient;
import org.conscrypt.HpkeContextSender;

/**
 * HPKE (RFC 9180) in base mode, with X25519, HKDF-SHA-256 and AES-256-GCM. A sealed message is {@code encapsulated
 * key (32) || ciphertext || tag (16)}, one message to a context. Safe for use from any thread.
 */
final class Hpke {
    static final int OVERHEAD = 48;

    private static final String SUITE = "DHKEM_X25519_HKDF_SHA256/HKDF_SHA256/AES_256_GCM";
    private static final int ENCAPSULATED = 32;

    private Hpke() {}

    /** Throws {@code InvalidKeyException} for a point that agrees on no secret. */
    static byte[] seal(PublicKey to, byte[] info, byte[] associated, byte[] plain) throws InvalidKeyException {
        try {
            var sender = HpkeContextSender.getInstance(SUITE, Aead.PROVIDER);
            sender.init(to, info);
            return Kdf.concat(sender.getEncapsulated(), sender.seal(plain, associated));
        } catch (InvalidKeyException refused) {
            throw refused;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("HPKE is missing", impossible);
        }
    }

    /** Empty if the key, info, associated data or a single bit differs. */
    static Optional<byte[]> open(PrivateKey key, byte[] info, byte[] associated, byte[] sealed) {
        if (sealed.length < OVERHEAD) {
            return Optional.empty();
        }
        try {
            var recipient = HpkeContextRecipient.getInstance(SUITE, Aead.PROVIDER);
            recipient.init(Arrays.copyOf(sealed, ENCAPSULATED), key, info);
            return Optional.of(recipient.open(Arrays.copyOfRange(sealed, ENCAPSULATED, sealed.length), associated));
        } catch (GeneralSecurityException refused) {
            return Optional.empty();
        }
    }
}
