package nl.rijkscloud.code;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.UUID;
import nl.rijkscloud.vault.Hmac;
import nl.rijkscloud.vault.Kdf;
import nl.rijkscloud.vault.MasterKey;

/**
 * Makes codes of six digits, and compares guesses with the stored hash in constant time. The hash is an HMAC over the
 * code and the id of its row, under a key of the server: equal codes of two rows look different. Safe from any thread.
 */
final class CodeGenerator {
    private static final int CODES = 1_000_000;

    private final Hmac hmac;
    private final SecureRandom random;

    CodeGenerator(MasterKey master, SecureRandom random) {
        this.hmac = new Hmac(master.derive("code"));
        this.random = random;
    }

    /**
     * @param code for the message and for nothing else
     * @param hash for the row with this id
     */
    record Fresh(UUID id, String code, byte[] hash) {
        @Override
        public String toString() {
            return "Fresh[***]";
        }
    }

    Fresh next() {
        var id = UUID.randomUUID();
        var code = "%06d".formatted(random.nextInt(CODES));
        return new Fresh(id, code, hmac.of(Kdf.bytes(id), bytes(code)));
    }

    boolean matches(UUID id, byte[] stored, String guess) {
        return hmac.matches(stored, Kdf.bytes(id), bytes(guess));
    }

    private static byte[] bytes(String code) {
        return code.getBytes(StandardCharsets.UTF_8);
    }
}
