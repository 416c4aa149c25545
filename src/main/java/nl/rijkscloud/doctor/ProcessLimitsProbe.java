package nl.rijkscloud.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Looks at limits of the process that break uploads or threads only when they are reached. It sees those of this
 * command, so run it as the service runs. Blocks.
 */
final class ProcessLimitsProbe {
    private static final String NAME = "process-limits";
    /** Event loops, workers, the database's and the collector's threads, with room for a busy day. */
    private static final long THREADS = 512;

    private ProcessLimitsProbe() {}

    /**
     * @param proc the folder in which Linux describes the process
     * @param largest a document's most bytes
     */
    static List<Finding> look(Path proc, long largest) throws IOException {
        var limits = proc.resolve("self/limits");
        return Files.isReadable(limits) ? judge(Files.readString(limits), largest) : List.of();
    }

    private static List<Finding> judge(String limits, long largest) {
        var findings = new ArrayList<Finding>();
        soft(limits, "Max file size").filter(bytes -> bytes < largest).ifPresent(bytes -> findings.add(Finding.error(
                NAME, "a file may have " + (bytes >> 20) + " MiB at most, less than documents.maxSize",
                "LimitFSIZE=infinity in the unit, or ulimit -f unlimited where it is started.")));
        soft(limits, "Max processes").filter(threads -> threads < THREADS).ifPresent(threads -> findings.add(
                Finding.warning(NAME, "its user may have " + threads + " threads at most",
                        "LimitNPROC=" + THREADS + " or more in the unit, or ulimit -u.")));
        soft(limits, "Max address space").ifPresent(bytes -> findings.add(Finding.warning(NAME,
                "its address space is limited to " + (bytes >> 20) + " MiB, in which Java counts more than it uses",
                "LimitAS=infinity in the unit; MemoryMax= limits what is used.")));
        return findings.isEmpty() ? List.of(Finding.ok(NAME, "files, threads and addresses are not limited too much"))
                : findings;
    }

    /** The first of the two numbers in a line (man 5 proc_pid_limits); empty when there is no limit. */
    private static Optional<Long> soft(String limits, String name) {
        return Pattern.compile("(?m)^" + name + "\\s+(\\d{1,18})\\s").matcher(limits).results().findFirst()
                .map(found -> Long.valueOf(found.group(1)));
    }
}
