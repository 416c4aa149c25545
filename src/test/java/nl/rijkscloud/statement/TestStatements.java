package nl.rijkscloud.statement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import nl.rijkscloud.vault.Aead;
import java.security.SecureRandom;

/** Statements for tests of other rooms. */
public final class TestStatements {
    private TestStatements() {}

    /** No key is configured, so nothing is signed. */
    public static Statements unsigned() {
        try {
            return new Statements(new SigningKeys(Optional.empty()), new Aead(new SecureRandom()), null);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
