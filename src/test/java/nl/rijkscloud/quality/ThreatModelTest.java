package nl.rijkscloud.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The threat model names only tests that exist. */
class ThreatModelTest {
    private static final Pattern NAMED_TEST = Pattern.compile("`([A-Z]\\w+(?:Test|IT))(?:\\.(\\w+))?`");

    @Test
    void everyNamedTestExists() throws IOException {
        var tests = sources();
        var named = NAMED_TEST.matcher(Files.readString(Path.of("docs/threat-model.md"))).results().toList();

        assertThat(named).isNotEmpty();
        assertThat(named.stream().filter(test -> !exists(tests, test)).map(MatchResult::group)).isEmpty();
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
