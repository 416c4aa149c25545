package nl.rijkscloud.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.testing.TestDatabase;

/**
 * The database of a measured portal.
 *
 * @param folder PostgreSQL's data
 * @param config the portal's settings for it
 */
record Postgres(Path folder, Config.Database config) {
    /** Together these settings decide whether a commit survives a power cut. */
    private static final List<String> SYNCING = List.of("fsync", "full_page_writes", "synchronous_commit");

    private static final double TICKS = 100;
    private static final int UTIME = 11; // counted from the field behind the name
    private static final int CSTIME = 14;

    /** True when the server reports that it syncs every commit. */
    boolean syncs() {
        return SYNCING.stream().allMatch(name -> TestDatabase.value(config, "show " + name)
                .filter("on"::equals).isPresent());
    }

    /**
     * CPU time of all its processes so far: the first process, its children, and its ended children (proc(5), cutime
     * and cstime).
     */
    double cpuSeconds() throws IOException {
        var first = Long.parseLong(Files.readAllLines(folder.resolve("postmaster.pid")).getFirst().strip());
        var children = ProcessHandle.of(first).orElseThrow().children().mapToLong(ProcessHandle::pid).toArray();
        var ticks = ticks(first, CSTIME);
        for (var child : children) {
            ticks += ticks(child, UTIME + 1);
        }
        return ticks / TICKS;
    }

    private static long ticks(long pid, int last) {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            var sum = 0L;
            for (var field = UTIME; field <= last; field++) {
                sum += Long.parseLong(fields[field]);
            }
            return sum;
        } catch (NoSuchFileException ended) {
            return 0; // the next reading finds its time in that of the first process
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
