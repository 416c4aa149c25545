package nl.rijkscloud.quality;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Keeps types from being cut too finely: each file is one more that a reader has to open. A type has a small file of
 * its own only if two other files use it, if it is a record that another room gets, or if it is the wiring of its room.
 */
class SmallFilesTest {
    private static final int SMALL = 30;
    private static final Path SOURCES = Path.of("src/main/java/nl/rijkscloud");

    /** The text of each type's file, without comments. */
    private final Map<Path, String> code = SourceFiles.of("java").stream()
            .filter(file -> file.startsWith(SOURCES) && !file.endsWith("package-info.java"))
            .collect(toMap(file -> file, SmallFilesTest::withoutComments));

    @Test
    void smallFileHasTwoUsersOrCrossesARoom() {
        var lonely = code.keySet().stream()
                .filter(file -> SourceFiles.lines(file).size() < SMALL && !name(file).endsWith("Wiring"))
                .filter(file -> {
                    var users = code.keySet().stream().filter(user -> uses(user, file)).toList();
                    var crosses = code.get(file).contains("record " + name(file))
                            && users.stream().anyMatch(user -> !user.getParent().equals(file.getParent()));
                    return users.size() < 2 && !crosses;
                });
        assertThat(lonely).isEmpty();
    }

    private boolean uses(Path user, Path used) {
        var text = code.get(user);
        var isVisible = user.getParent().equals(used.getParent()) || text.contains("." + name(used) + ";");
        return !user.equals(used) && isVisible && Pattern.compile("\\b" + name(used) + "\\b").matcher(text).find();
    }

    private static String withoutComments(Path file) {
        return SourceFiles.lines(file).stream()
                .filter(line -> !line.strip().matches("(?:/\\*|\\*|//).*"))
                .collect(joining("\n"));
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }
}
