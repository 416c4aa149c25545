package nl.rijkscloud.code;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.UUID;
import nl.rijkscloud.vault.Kdf;
import nl.rijkscloud.vault.KeyPurpose;
import nl.rijkscloud.vault.PurposeKeys;

/**
 * Makes codes of six digits, and compares guesses with the stored hash in constant time. The hash is an HMAC over the
 * code and the id of its row, under a key of the server: equal codes of two rows look different. Safe from any thread.
 */
final class CodeGenerator {
    private static final int CODES = 1_000_000;

    private final PurposeKeys keys;
    private final SecureRandom random;

    CodeGenerator(PurposeKeys keys, SecureRandom random) {
        this.keys = keys;
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
        return new Fresh(id, code, keys.current(KeyPurpose.CODE).hmac().of(Kdf.bytes(id), bytes(code)));
    }

    boolean matches(UUID id, byte[] stored, String guess) {
        return keys.all(KeyPurpose.CODE).stream()
                .anyMatch(key -> key.hmac().matches(stored, Kdf.bytes(id), bytes(guess)));
    }

    private static byte[] bytes(String code) {
        return code.getBytes(StandardCharsets.UTF_8);
    }
}
