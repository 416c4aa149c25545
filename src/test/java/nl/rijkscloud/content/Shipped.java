package nl.rijkscloud.content;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.config.ConfigFile;

/** The allowed types of the shipped configuration file. */
final class Shipped {
    private Shipped() {}

    static Config.Documents documents(Path folder) throws IOException {
        var password = Files.writeString(folder.resolve("password"), "secret");
        return ConfigFile.load(Path.of("conf/rijkscloud.yaml"),
                Map.of("RIJKSCLOUD_DATABASE_PASSWORD_FILE", password.toString())).documents();
    }

    static ContentCheck check(Path folder) throws IOException {
        return new ContentCheck(documents(folder), new SimpleMeterRegistry());
    }
}
