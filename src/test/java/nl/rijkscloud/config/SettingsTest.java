package nl.rijkscloud.config;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People see where each value came from, and no secret. */
class SettingsTest {
    private static final String SECRET = "zeer-geheim-woord";

    @TempDir
    private Path folder;
    private Map<String, Setting> settings;

    @BeforeEach
    void read() throws IOException {
        var sample = Files.readString(Path.of("conf/rijkscloud.yaml"))
                .replaceFirst("(?m)^( {2}token:)$", "$1 " + SECRET)
                .replaceFirst("(?m)^( {2}url: https://sms.*)$", "$1?key=" + SECRET);
        var file = Files.writeString(folder.resolve("rijkscloud.yaml"), sample);
        var password = Files.writeString(folder.resolve("password"), SECRET);
        settings = ConfigFile.load(file, Map.of("RIJKSCLOUD_DATABASE_PASSWORD_FILE", password.toString())).settings()
                .stream().collect(toMap(Setting::key, setting -> setting));
    }

    @Test
    void secretsAreNeverInTheSettings() {
        assertThat(settings.toString()).doesNotContain(SECRET);
        assertThat(settings.get("sms.token")).isEqualTo(
                new Setting("sms.token", Optional.empty(), true, true, Setting.Origin.FILE));
        assertThat(settings.get("mail.password").given()).isFalse();
    }

    @Test
    void everyValueSaysWhereItCameFrom() {
        assertThat(settings.get("database.password").origin()).isEqualTo(Setting.Origin.ENVIRONMENT);
        assertThat(settings.get("codes.lifetime").origin()).isEqualTo(Setting.Origin.FILE);
        assertThat(settings.get("server.tls.certificate")).isEqualTo(
                new Setting("server.tls.certificate", Optional.empty(), false, false, Setting.Origin.DEFAULT));
    }
}
