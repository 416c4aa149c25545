package nl.rijkscloud.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import nl.rijkscloud.config.Config;

/** Limits for tests, under the names that the default configuration gives them. */
public final class SampleLimits {
    private static final Pattern ACTS = Pattern.compile("(?m)^  (\\w+): \\d+$");

    private SampleLimits() {}

    /** All limits are this number. */
    public static Config.Limits of(int acts) {
        return of(acts, Map.of());
    }

    /** All limits are this number, except these. */
    public static Config.Limits of(int acts, Map<String, Integer> others) {
        var limits = new HashMap<String, Integer>();
        names().forEach(name -> limits.put(name, acts));
        limits.putAll(others);
        return new Config.Limits(limits, Duration.ofHours(1));
    }

    /** In the order of the file. */
    public static List<String> names() {
        try {
            var group = Files.readString(Path.of("conf/rijkscloud.yaml")).split("(?m)^limits:$", 2)[1]
                    .split("(?m)^\\w", 2)[0];
            return ACTS.matcher(group).results().map(found -> found.group(1)).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
