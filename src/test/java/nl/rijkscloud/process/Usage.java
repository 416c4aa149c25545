package nl.rijkscloud.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A process's use of the machine, as Linux counts it (proc(5)).
 *
 * @param residentMiB memory now
 * @param peakMiB the maximum so far
 * @param cpuSeconds of all its threads, in user and system mode
 */
public record Usage(long residentMiB, long peakMiB, double cpuSeconds) {
    /** USER_HZ, the same on every Linux that Java supports. */
    private static final double TICKS = 100;

    private static final int UTIME = 11; // counted from the field behind the name, which may hold spaces

    public static Usage of(long pid) throws IOException {
        var folder = Path.of("/proc", Long.toString(pid));
        var stat = Files.readString(folder.resolve("stat"));
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        var ticks = Long.parseLong(fields[UTIME]) + Long.parseLong(fields[UTIME + 1]);
        return new Usage(mebibytes(folder, "VmRSS:"), mebibytes(folder, "VmHWM:"), ticks / TICKS);
    }

    private static long mebibytes(Path folder, String name) throws IOException {
        return Files.readAllLines(folder.resolve("status")).stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "RSS %d MiB, peak %d MiB, CPU %.1f s", residentMiB, peakMiB, cpuSeconds);
    }
}
