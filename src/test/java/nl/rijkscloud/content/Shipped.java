package nl.rijkscloud.content;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nl.rijkscloud.config.ConfigFile;

/** The list of types that the configuration file ships with. */
final class Shipped {
    private Shipped() {}

    static Map<String, List<String>> types(Path folder) throws IOException {
        var password = Files.writeString(folder.resolve("password"), "secret");
        return ConfigFile.load(Path.of("conf/rijkscloud.yaml"), Map.of("RIJKSCLOUD_DATABASE_PASSWORD_FILE", password.toString()))
                .documents().types();
    }
}
