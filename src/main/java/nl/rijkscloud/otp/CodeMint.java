package nl.rijkscloud.otp;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.UUID;
import nl.rijkscloud.vault.MasterKey;

/** Makes codes of six digits, and compares guesses with what is stored of one, in constant time. Safe from any thread. */
final class CodeMint {
    private static final int CODES = 1_000_000;

    private final CodeHash hash;
    private final SecureRandom random;

    CodeMint(MasterKey master, SecureRandom random) {
        this.hash = new CodeHash(master);
        this.random = random;
    }

    /** @param code for the message, and for nothing else; @param hash for the row with this id */
    record Fresh(UUID id, String code, byte[] hash) {
        @Override
        public String toString() {
            return "Fresh[***]";
        }
    }

    Fresh next() {
        var id = UUID.randomUUID();
        var code = "%06d".formatted(random.nextInt(CODES));
        return new Fresh(id, code, hash.of(id, code));
    }

    boolean matches(UUID id, byte[] stored, String guess) {
        return MessageDigest.isEqual(stored, hash.of(id, guess));
    }
}
