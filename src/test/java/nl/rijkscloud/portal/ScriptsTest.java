package nl.rijkscloud.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Rules for all scripts of the pages. */
final class ScriptsTest {
    private static final Path SCRIPTS = Path.of("webroot", "js");

    /** A call with its arguments to the end of the statement. */
    private static final Pattern FETCH = Pattern.compile("\\bfetch\\([^;]*");

    @Test
    void everyRequestHasATimeLimit() throws IOException {
        var endless = new ArrayList<String>();
        var found = 0;
        for (var script : scripts()) {
            var calls = FETCH.matcher(Files.readString(script));
            while (calls.find()) {
                found++;
                if (!calls.group().contains("signal")) {
                    endless.add(script + ": " + calls.group());
                }
            }
        }
        assertThat(found).isPositive();
        assertThat(endless).as("take the signal that withTimeout() gives").isEmpty();
    }

    /** An XMLHttpRequest has no limit of its own: one class enforces it. */
    @Test
    void onlyOneClassOpensAnXmlHttpRequest() throws IOException {
        var opening = new ArrayList<Path>();
        for (var script : scripts()) {
            if (Files.readString(script).contains("new XMLHttpRequest")) {
                opening.add(script);
            }
        }
        assertThat(opening).containsExactly(SCRIPTS.resolve("upload/transport/upload-request.js"));
    }

    private static List<Path> scripts() throws IOException {
        try (var all = Files.walk(SCRIPTS)) {
            return all.filter(file -> file.toString().endsWith(".js")).sorted().toList();
        }
    }
}
