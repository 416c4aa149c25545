package nl.rijkscloud.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The threat model and the page about the law name only tests that exist, and claim nothing of the law without one. */
class ThreatModelTest {
    private static final Path LAW = Path.of("docs/law.md");
    private static final Pattern NAMED_TEST = Pattern.compile("`([A-Z]\\w+(?:Test|IT))(?:\\.(\\w+))?`");

    @Test
    void everyNamedTestExists() throws IOException {
        var tests = sources();
        for (var page : List.of(Path.of("docs/threat-model.md"), LAW)) {
            var named = NAMED_TEST.matcher(Files.readString(page)).results().toList();

            assertThat(named).as(page.toString()).isNotEmpty();
            assertThat(named.stream().filter(test -> !exists(tests, test)).map(MatchResult::group))
                    .as(page.toString()).isEmpty();
        }
    }

    @Test
    void everyClaimAboutTheLawNamesATest() throws IOException {
        var rows = Files.readString(LAW).lines().filter(line -> line.startsWith("| ") && !line.contains("| shown by |"))
                .map(line -> line.split("\\|", -1)).toList();

        assertThat(rows).hasSizeGreaterThan(30).allMatch(cells -> cells.length == 6);
        assertThat(rows.stream().filter(cells -> !NAMED_TEST.matcher(cells[3]).find()).map(cells -> cells[2].strip()))
                .allMatch(claim -> claim.startsWith("nothing: ") || claim.startsWith("none "));
    }

    private static boolean exists(Map<String, String> tests, MatchResult named) {
        var source = tests.getOrDefault(named.group(1), "");
        return source.contains(named.group(2) == null ? "@Test" : " " + named.group(2) + "(");
    }

    private static Map<String, String> sources() throws IOException {
        var sources = new HashMap<String, String>();
        for (var file : SourceFiles.of("java")) {
            sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
        }
        return sources;
    }
}
