package nl.rijkscloud.statement;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import nl.rijkscloud.vault.Aead;

/** Statements for tests of other rooms. */
public final class TestStatements {
    private TestStatements() {}

    /** No key is configured, so nothing is signed. */
    public static Statements unsigned() {
        return of(Optional.empty());
    }

    /** Signed with a key that is made in this folder, as {@code keys}. */
    public static Statements signed(Path folder, Instant now) {
        try {
            var file = Files.createDirectories(folder).resolve("keys");
            KeyFile.make(file, now);
            return of(Optional.of(file));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Statements of(Optional<Path> file) {
        try {
            return new Statements(new SigningKeys(file), new Aead(new SecureRandom()), "https://portal.example/",
                    "Inspectie");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
