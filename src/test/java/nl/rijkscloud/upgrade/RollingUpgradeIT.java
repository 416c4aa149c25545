package nl.rijkscloud.upgrade;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two servers of the last release are replaced by this version's, one by one, while people work: no request fails. Run
 * it with {@code .ci/upgrade}, which builds the last release.
 */
@Tag("upgrade")
final class RollingUpgradeIT {
    private static final Path OLD = Path.of(System.getProperty("rijkscloud.oldJar", "missing"));
    private static final Path NEW = Path.of(System.getProperty("rijkscloud.jar", "missing"));
    /** How long servers of both versions work side by side. */
    private static final Duration TOGETHER = Duration.ofSeconds(Integer.getInteger("rijkscloud.together", 20));

    @TempDir
    private Path folder;

    @Test
    void rollingUpgradeFailsNoRequest() throws Exception {
        assertThat(OLD).as("the jar of the last release").exists();
        try (var fleet = new Fleet(folder, List.of(OLD, OLD, NEW, NEW))) {
            fleet.server(0).start();
            fleet.server(1).start();
            var traffic = new Traffic(fleet);
            traffic.start();
            Thread.sleep(Duration.ofSeconds(5));

            fleet.server(2).start(); // changes the tables
            Thread.sleep(TOGETHER);
            fleet.server(0).stop();
            fleet.server(3).start();
            Thread.sleep(TOGETHER);
            fleet.server(1).stop();
            Thread.sleep(Duration.ofSeconds(5));

            var done = traffic.stop();
            tell(fleet, done + ", slowest in ms " + traffic.slowest());
            assertThat(traffic.failures()).isEmpty();
            assertThat(done.keySet()).contains("journeys", "slow journeys", "pages", "pages of the log", "lists");
            assertThat(fleet.requests()).noneMatch(line -> line.split(" ")[1].startsWith("5"));
        }
    }

    /** The figures: requests, slowest and statuses by server, and the warnings in the servers' logs. */
    private static void tell(Fleet fleet, String done) throws Exception {
        System.out.println("rolling upgrade: done " + done);
        for (int i = 0; i < 4; i++) {
            var name = "s" + i;
            var requests = fleet.requests().stream().map(line -> line.split(" ")).filter(part -> part[0].equals(name))
                    .toList();
            System.out.printf("%s (%s): %d requests, statuses %s, endings %s, slowest %s ms%n", name,
                    i < 2 ? "old" : "new", requests.size(), counts(requests, 1), counts(requests, 3),
                    requests.stream().filter(part -> part[4].equals("GET"))
                    .mapToLong(part -> Long.parseLong(part[2])).max().orElse(0));
            fleet.server(i).complaints().stream().limit(20).forEach(line -> System.out.println("  " + line));
        }
    }

    private static Object counts(List<String[]> requests, int column) {
        return requests.stream().map(part -> part[column])
                .collect(groupingBy(word -> word, TreeMap::new,
                counting()));
    }
}
