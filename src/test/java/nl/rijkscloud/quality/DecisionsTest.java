package nl.rijkscloud.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every decision begins with the same head, and the index has a matching line. */
class DecisionsTest {
    private static final Path FOLDER = Path.of("docs/decisions");
    private static final Pattern HEAD = Pattern.compile("""
            # (?<number>\\d{3}) (?<title>\\S.*)

            - Status: (?<status>(?:proposed|accepted|superseded by \\[|withdrawn).*)
            - Date: (?<date>\\d{4}-\\d\\d-\\d\\d)

            """);

    @Test
    void everyDecisionHasAHeadAndAMatchingLineInTheIndex() throws IOException {
        var index = Files.readString(FOLDER.resolve("README.md"));
        for (var file : decisions()) {
            var name = file.getFileName().toString();
            var head = HEAD.matcher(Files.readString(file));
            assertThat(head.lookingAt()).as("head of " + name).isTrue();
            assertThat(name).startsWith(head.group("number") + "-");
            assertThat(index).contains("| [%s](%s) | %s | %s | %s |\n".formatted(
                    head.group("number"), name, head.group("title"), head.group("status"), head.group("date")));
        }
    }

    private static List<Path> decisions() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.getFileName().toString().matches("\\d{3}-.*\\.md")).sorted().toList();
        }
    }
}
