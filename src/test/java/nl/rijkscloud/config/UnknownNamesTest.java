package nl.rijkscloud.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnknownNamesTest {
    private static final String NEWER = "novelty: [1, 2]\n";

    @TempDir
    Path folder;

    @Test
    void unknownNamesAreToleratedWithAWarningEach() throws IOException {
        var warnings = new ArrayList<String>();
        var file = file("  unfinished: 7d", "  unfinished: 3d\n  unfinishde: 3d\n  deeper: {key: here}");

        var config = ConfigFile.load(file, environment(
                "RIJKSCLOUD_TOLERATE_UNKNOWN", "true", "RIJKSCLOUD_NOVELTY_FILE", "/x"), warnings::add);

        assertThat(config.retention().unfinished()).isEqualTo(Duration.ofDays(3));
        var because = " (ignored, as --tolerate-unknown says)";
        assertThat(warnings).containsExactlyInAnyOrder(
                "retention.deeper: unknown key" + because,
                "retention.unfinishde: unknown key; did you mean unfinished?" + because,
                "novelty: unknown key" + because, "RIJKSCLOUD_NOVELTY_FILE: unknown environment variable" + because);
    }

    @Test
    void withoutToleranceTheyAreMistakes() throws IOException {
        assertThat(mistakes(file("retention:", "retention:"), environment())).containsExactly("novelty: unknown key");
        assertThat(mistakes(file("retention:", "retention:"), environment("RIJKSCLOUD_TOLERATE_UNKNOWN", "false")))
                .containsExactly("novelty: unknown key");
    }

    @Test
    void toleranceForgivesNoWrongValue() throws IOException {
        var file = file("  unfinished: 7d", "  unfinished: soon");
        assertThat(mistakes(file, environment("RIJKSCLOUD_TOLERATE_UNKNOWN", "true")))
                .singleElement().asString().startsWith("retention.unfinished: ");
        assertThat(mistakes(file, environment("RIJKSCLOUD_TOLERATE_UNKNOWN", "yes")))
                .contains("RIJKSCLOUD_TOLERATE_UNKNOWN: must be true or false");
    }

    private static List<String> mistakes(Path file, Map<String, String> environment) {
        return catchThrowableOfType(ConfigException.class, () -> ConfigFile.load(file, environment)).mistakes();
    }

    private Map<String, String> environment(String... variables) throws IOException {
        var password = Files.writeString(folder.resolve("password"), "secret");
        var environment = new HashMap<>(Map.of("RIJKSCLOUD_DATABASE_PASSWORD_FILE", password.toString()));
        for (int i = 0; i < variables.length; i += 2) {
            environment.put(variables[i], variables[i + 1]);
        }
        return environment;
    }

    /** The default file with one change, and a key that no version has. */
    private Path file(String text, String replacement) throws IOException {
        var shipped = Files.readString(Path.of("conf/rijkscloud.yaml"));
        return Files.writeString(folder.resolve("newer.yaml"), shipped.replace(text, replacement) + NEWER);
    }
}
