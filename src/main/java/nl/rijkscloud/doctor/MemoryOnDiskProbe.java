package nl.rijkscloud.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Looks if the keys and documents in memory can reach a disk: by swapping, or in a core dump. It sees the limits of
 * this command, so run it as the service runs. Blocks.
 */
final class MemoryOnDiskProbe {
    private static final String SWAP = "swap";
    private static final String DUMPS = "core-dumps";

    private MemoryOnDiskProbe() {}

    /** @param proc the folder in which Linux describes the process, {@code /proc} */
    static List<Finding> look(Path proc) throws IOException {
        var findings = new ArrayList<Finding>();
        if (Files.isReadable(proc.resolve("swaps"))) {
            findings.add(swap(proc));
        }
        if (Files.isReadable(proc.resolve("self/limits"))) {
            findings.add(dumps(proc));
        }
        return findings;
    }

    private static Finding swap(Path proc) throws IOException {
        try (var lines = Files.lines(proc.resolve("swaps"))) {
            var devices = lines.skip(1).map(line -> line.replaceFirst("\\s.*", "")).filter(name -> !name.isEmpty())
                    .filter(name -> !name.startsWith("/dev/zram")).toList();
            return devices.isEmpty() ? Finding.ok(SWAP, "no memory is swapped to a disk")
                    : Finding.warning(SWAP, "memory may be swapped to " + String.join(", ", devices),
                            "swapoff, encrypt the swap, or keep the service out of it: MemorySwapMax=0 in its unit.");
        }
    }

    private static Finding dumps(Path proc) throws IOException {
        try (Stream<String> lines = Files.lines(proc.resolve("self/limits"))) {
            var none = lines.filter(line -> line.startsWith("Max core file size"))
                    .anyMatch(line -> line.matches("Max core file size\\s+0\\s.*"));
            // a pipe in the pattern takes the dump whatever the limit is, but a limit of 0 keeps systemd's from it
            return none ? Finding.ok(DUMPS, "a crash leaves no copy of the memory")
                    : Finding.warning(DUMPS, "a crash may leave a copy of the memory, with keys and documents",
                            "LimitCORE=0 in the unit, or ulimit -c 0 where it is started.");
        }
    }
}
