package nl.rijkscloud.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
    private static final Instant NOW = Instant.parse("2026-11-30T08:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void newFileIsForItsOwnerOnlyAndIsNeverOverwritten() throws IOException {
        var file = folder.resolve("statement.key");
        KeyFile.make(file, NOW);
        var text = Files.readString(file);

        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThatThrownBy(() -> KeyFile.make(file, NOW)).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(Files.readString(file)).isEqualTo(text);
        assertThat(folder).isDirectoryContaining("glob:**statement.key").isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void rotationForgetsTheOldSecretAndKeepsItsPublicHalf() throws IOException {
        var file = folder.resolve("statement.key");
        var first = KeyFile.make(file, NOW).keys().getFirst();
        var secret = new JsonObject(Files.readString(file)).getJsonArray("keys").getJsonObject(0).getString("d");

        var rotated = KeyFile.rotate(file, NOW.plus(Duration.ofDays(10)));

        assertThat(Files.readString(file)).doesNotContain(secret);
        assertThat(rotated.keys()).hasSize(2);
        assertThat(rotated.keys().get(1).id()).isEqualTo(first.id());
        assertThat(rotated.keys().get(1).until()).contains(NOW.plus(Duration.ofDays(11)));
        assertThat(rotated.keys().getFirst().until()).isEmpty();
        assertThat(KeyFile.rotate(file, NOW.plus(Duration.ofDays(20))).keys().get(2).until())
                .contains(NOW.plus(Duration.ofDays(11)));
    }

    @Test
    void publishedKeysHoldNoSecret() throws IOException {
        var file = folder.resolve("statement.key");
        var text = KeyFile.make(file, NOW).text();

        assertThat(text).doesNotContain("\"d\"");
        assertThat(KeyRing.of(text).keys()).isEqualTo(KeyFile.readPublic(file).keys());
    }

    @Test
    void secretOfAnotherKeyIsRefused() throws IOException {
        var one = folder.resolve("one");
        var other = folder.resolve("other");
        KeyFile.make(one, NOW);
        KeyFile.make(other, NOW);
        var mixed = new JsonObject(Files.readString(one));
        mixed.getJsonArray("keys").getJsonObject(0).put("d", new JsonObject(Files.readString(other))
                .getJsonArray("keys").getJsonObject(0).getString("d"));
        Files.writeString(one, mixed.encode());

        assertThatThrownBy(() -> KeyFile.read(one)).isInstanceOf(IOException.class);
    }
}
