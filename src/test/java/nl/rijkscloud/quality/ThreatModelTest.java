package nl.rijkscloud.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents may promise only what exists. */
class ThreatModelTest {
    private static final Pattern NAMED_TEST = Pattern.compile("`([A-Z]\\w+Test)(?:\\.(\\w+))?`");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|#|mailto:)([^)#]+)");

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        var named = NAMED_TEST.matcher(Files.readString(Path.of("docs/threat-model.md"))).results().toList();

        assertThat(named).isNotEmpty().allSatisfy(test -> assertThat(source(test.group(1)))
                .as(test.group()).contains(test.group(2) == null ? "@Test" : " " + test.group(2) + "("));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsToAFile(Path document) throws IOException {
        var links = LINK.matcher(Files.readString(document)).results().map(found -> found.group(1)).toList();

        assertThat(links)
                .filteredOn(link -> !link.contains("screenshots/")) // the browser tests make those
                .allSatisfy(link -> assertThat(document.resolveSibling(link).normalize()).exists());
    }

    static List<Path> documents() throws IOException {
        try (var files = Files.walk(Path.of("docs"))) {
            return Stream.concat(Stream.of(Path.of("README.md")), files.filter(file -> file.toString().endsWith(".md")))
                    .filter(Files::exists)
                    .sorted()
                    .toList();
        }
    }

    private static String source(String test) throws IOException {
        try (var files = Files.walk(Path.of("src/test/java"))) {
            var found = files.filter(file -> file.endsWith(test + ".java")).toList();
            assertThat(found).as(test).hasSize(1);
            return Files.readString(found.getFirst());
        }
    }
}
