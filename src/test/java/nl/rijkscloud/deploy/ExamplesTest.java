package nl.rijkscloud.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import nl.rijkscloud.config.ConfigFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples for Docker and systemd can be read by the programs that they are for. */
class ExamplesTest {
    @TempDir
    Path folder;

    @Test
    void dockerComposeTakesTheFile() throws Exception {
        Tool.COMPOSE.require();

        assertThat(Tool.COMPOSE.run("-f", "deploy/compose.yaml", "config"))
                .contains("portal-1:", "portal-2:", "database:", "relay:", "scanner:", "proxy:");
    }

    @Test
    void configurationForDockerComposeFitsItsVolumes() throws Exception {
        var password = Files.writeString(folder.resolve("password"), "secret");
        var config = ConfigFile.load(Path.of("deploy/compose/rijkscloud.yaml"),
                Map.of("RIJKSCLOUD_DATABASE_PASSWORD_FILE", password.toString()));
        var compose = Files.readString(Path.of("deploy/compose.yaml"));

        assertThat(compose).contains("documents:" + config.storage().folder(),
                "period-keys:" + config.storage().keys(),
                "ipv4_address: " + config.server().trustedProxies().getFirst());
        assertThat(Files.readString(Path.of("deploy/compose/upstream.conf")))
                .contains("portal-1:" + config.server().port(), "portal-2:" + config.server().port());
    }

    @Test
    void unitOfSystemdIsStrict() throws Exception {
        Tool.SYSTEMD_ANALYZE.require();

        assertThat(Tool.SYSTEMD_ANALYZE.run("security", "--offline=yes", "--threshold=49", "--no-pager",
                "deploy/systemd/rijkscloud.service")).contains("Overall exposure level");
    }
}
