package nl.rijkscloud.otp;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import nl.rijkscloud.vault.Kdf;
import nl.rijkscloud.vault.MasterKey;

/**
 * HMAC-SHA-256 over a code and the id of its row, under a key of the server: equal codes of two rows look different.
 * Safe from any thread.
 */
final class CodeHash {
    private static final String MAC = "HmacSHA256";

    private final SecretKeySpec key;

    CodeHash(MasterKey master) {
        key = new SecretKeySpec(master.derive("code"), MAC);
    }

    byte[] of(UUID id, String code) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(key);
            mac.update(Kdf.bytes(id));
            return mac.doFinal(code.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("HMAC is missing", impossible);
        }
    }
}
