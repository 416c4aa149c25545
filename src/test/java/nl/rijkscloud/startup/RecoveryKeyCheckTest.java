package nl.rijkscloud.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import nl.rijkscloud.vault.RecoverySecret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start is refused that would seal to nothing, or to something that nobody opens. */
final class RecoveryKeyCheckTest {
    @TempDir
    private Path folder;

    @Test
    void publicHalfOrNoneGivesNoFinding() throws Exception {
        var key = RecoverySecret.random(new SecureRandom()).publicHalf();
        var file = Files.writeString(folder.resolve("key.txt"), key.text());

        assertThat(KeyCheck.recoveryKey(Optional.of(file))).isEqualTo(Findings.NOTHING);
        assertThat(KeyCheck.recoveryKey(Optional.empty())).isEqualTo(Findings.NOTHING);
    }

    @Test
    void missingFileRefusesTheStart() {
        assertThat(KeyCheck.recoveryKey(Optional.of(folder.resolve("none"))).reasons()).singleElement().asString()
                .startsWith("recovery.publicKeyFile: ").contains("is not there");
    }

    /** A share in this place would be a secret on the server. */
    @Test
    void fileThatIsNoPublicHalfRefusesTheStart() throws Exception {
        var wrong = Files.writeString(folder.resolve("share.txt"), "Share 1 of 3\n\nRKS1-0000-0000");

        assertThat(KeyCheck.recoveryKey(Optional.of(wrong)).reasons()).singleElement().asString()
                .contains("is not the public half of a recovery key").doesNotContain("0000-0000");
    }
}
