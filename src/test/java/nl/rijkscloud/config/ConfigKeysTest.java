package nl.rijkscloud.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import nl.rijkscloud.staff.Role;
import nl.rijkscloud.testing.SampleLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Compares the file that operators read with the records that the program reads. */
class ConfigKeysTest {
    private static final Path FILE = Path.of("conf/rijkscloud.yaml");
    private static final Path PROVIDER = Path.of("conf/sms/json-bearer.yaml");
    static final List<Path> EXPLAINING = List.of(FILE, PROVIDER);

    /**
     * A key of the file: its position, and whether a comment stands directly above it, or above the first key of its
     * block.
     */
    private record Key(String path, boolean explained) {}

    @TempDir
    Path folder;

    @Test
    void fileHasEveryKeyOfTheTreeAndNoOther() throws IOException {
        assertThat(keys(FILE)).extracting(Key::path).filteredOn(ConfigKeysTest::isNamedByTheTree)
                .containsExactlyElementsOf(paths("", Config.class)
                        .filter(path -> !Set.of("warnings", "settings").contains(path))
                        .filter(ConfigKeysTest::isNamedByTheTree).toList());
    }

    /** The keys of some groups are names that the program reads from the file. */
    private static boolean isNamedByTheTree(String path) {
        return Stream.of("documents.types.", "limits.", "staff.oidc.roles.").noneMatch(path::startsWith);
    }

    @Test
    void fileHasEveryRoleAndNoOther() throws IOException {
        var roles = "staff.oidc.roles.";
        assertThat(keys(FILE)).extracting(Key::path).filteredOn(path -> path.startsWith(roles))
                .containsExactlyElementsOf(Role.codes().stream().map(roles::concat).toList());
    }

    @Test
    void everyLimitOfTheFileIsUsed() throws IOException {
        var limits = Files.readString(Path.of("src/main/java/nl/rijkscloud/limit/Limits.java"));
        assertThat(SampleLimits.names()).isNotEmpty()
                .allSatisfy(name -> assertThat(limits).contains("config.acts(\"" + name + "\")"));
    }

    @Test
    void descriptionOfAProviderHasEveryKeyAndNoOther() throws IOException {
        assertThat(keys(PROVIDER)).extracting(Key::path).filteredOn(path -> !path.startsWith("request.body."))
                .containsExactlyElementsOf(paths("", SmsProvider.class).toList());
    }

    @ParameterizedTest
    @FieldSource("EXPLAINING")
    void everyKeyIsExplained(Path file) throws IOException {
        assertThat(keys(file)).filteredOn(key -> !key.explained()).extracting(Key::path).isEmpty();
    }

    @Test
    void fileIsUsableOnceThePasswordIsThere() throws IOException {
        var password = Files.writeString(folder.resolve("password"), "secret");

        var config = ConfigFile.load(FILE, Map.of("RIJKSCLOUD_DATABASE_PASSWORD_FILE", password.toString()));

        assertThat(config.organisation().name()).isEqualTo("IGJ");
        assertThat(config.organisation().contactEmail()).isEqualTo("Meldpunt@igj.nl");
    }

    private static Stream<String> paths(String above, Class<?> type) {
        return Stream.of(type.getRecordComponents()).flatMap(component -> {
            var path = above.isEmpty() ? component.getName() : above + "." + component.getName();
            var inner = content(component);
            return inner.isRecord() && inner != SmsProvider.class // this key has a file of its own
                    ? Stream.concat(Stream.of(path), paths(path, inner)) : Stream.of(path);
        });
    }

    private static Class<?> content(RecordComponent component) {
        return component.getType() == Optional.class
                ? (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0]
                : component.getType();
    }

    /**
     * Reads lines, because a YAML parser drops comments. A group is explained by its keys; keys in one block share a
     * comment.
     */
    private static List<Key> keys(Path file) throws IOException {
        var keys = new ArrayList<Key>();
        var above = new ArrayDeque<String>();
        var lines = Files.readAllLines(file);
        var explained = false;
        for (int i = 0; i < lines.size(); i++) {
            var text = lines.get(i).strip();
            if (text.isEmpty()) {
                explained = false;
            } else if (text.startsWith("#")) {
                explained = true;
            } else {
                var depth = (lines.get(i).length() - lines.get(i).stripLeading().length()) / 2;
                while (above.size() > depth) {
                    above.removeLast();
                }
                above.addLast(text.substring(0, text.indexOf(':')));
                var group = text.endsWith(":") && i + 1 < lines.size() && lines.get(i + 1)
                        .startsWith("  ".repeat(depth + 1));
                keys.add(new Key(String.join(".", above), explained || group));
            }
        }
        return keys;
    }
}
