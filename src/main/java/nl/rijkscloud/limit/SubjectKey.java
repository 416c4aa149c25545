package nl.rijkscloud.limit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import nl.rijkscloud.vault.MasterKey;

/** Makes keyed hashes of addresses and networks, so that tables of limits tell nobody who did something. Immutable, safe for use from any thread. */
final class SubjectKey {
    private static final String MAC = "HmacSHA256";

    private final SecretKeySpec secret;

    SubjectKey(MasterKey master) {
        this.secret = new SecretKeySpec(master.derive("throttle"), MAC);
    }

    /** @param parts none but the last may hold a line break, so that they cannot run into each other */
    byte[] of(String... parts) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(secret);
            return mac.doFinal(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("HMAC is missing", impossible);
        }
    }
}
