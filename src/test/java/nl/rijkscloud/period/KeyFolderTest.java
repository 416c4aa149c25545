package nl.rijkscloud.period;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyFolderTest {
    @TempDir
    private Path folder;

    @Test
    void keyIsFoundUntilItIsDestroyed() throws Exception {
        var place = new KeyFolder(folder);
        var key = key();

        place.put(key);
        assertThat(place.find(key.period()).orElseThrow().bytes()).isEqualTo(key.bytes());
        assertThat(place.periods()).containsExactly(key.period());

        place.destroy(key.period());
        place.destroy(key.period());
        assertThat(place.find(key.period())).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    /** A process with the file still open, or a reader of its blocks, sees zeros. */
    @Test
    void destroyingOverwritesBeforeItUnlinks() throws Exception {
        var place = new KeyFolder(folder);
        var key = key();
        place.put(key);
        Files.createLink(folder.resolve("other-name"), folder.resolve(key.period() + ".key"));

        place.destroy(key.period());

        assertThat(Files.readAllBytes(folder.resolve("other-name"))).containsOnly(0).hasSize(32);
    }

    @Test
    void onlyTheOwnerMayReadKeys() throws Exception {
        var made = folder.resolve("keys");
        KeyFolder.make(made);
        var place = new KeyFolder(made);
        var key = key();
        place.put(key);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made))).isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made.resolve(key.period() + ".key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void truncatedKeyIsRefused() throws Exception {
        var period = key().period();
        Files.write(folder.resolve(period + ".key"), new byte[7]);

        assertThat(new KeyFolder(folder).find(period)).isEmpty();
    }

    @Test
    void firstMarkStays() throws Exception {
        var place = new KeyFolder(folder);
        var mark = UUID.randomUUID();
        assertThat(place.mark()).isEmpty();

        place.mark(mark);
        place.mark(UUID.randomUUID());

        assertThat(place.mark()).hasValue(mark);
        assertThat(place.periods()).isEmpty();
    }

    private static PeriodKey key() {
        return PeriodKey.random(Instant.now(), new SecureRandom());
    }
}
