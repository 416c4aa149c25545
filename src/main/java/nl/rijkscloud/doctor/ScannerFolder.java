package nl.rijkscloud.doctor;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks that the clamd of this machine writes scanned documents to memory only. Its process shows the place of its
 * configuration and its mounts. A scanner on another machine cannot be looked at from here.
 */
final class ScannerFolder {
    private static final String NAME = "scanner-folder";
    private static final Set<String> MEMORY = Set.of("tmpfs", "ramfs");
    private static final Path USUAL = Path.of("/etc/clamav/clamd.conf");
    private static final Pattern CONFIGURATION = Pattern.compile("(?:--config-file[=\0]|-c\0?)([^\0]+)");
    private static final Pattern FOLDER = Pattern.compile("(?m)^\\s*TemporaryDirectory\\s+\"?([^\"\r\n]+?)\"?\\s*$");

    private final Path proc;

    private ScannerFolder(Path proc) {
        this.proc = proc;
    }

    /** @param proc the folder in which Linux describes its processes */
    static List<Finding> look(Path proc, URI address) throws IOException {
        var host = address.getHost();
        var isHere = host == null || host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
        return isHere && Files.isDirectory(proc) ? List.of(new ScannerFolder(proc).look(address)) : List.of();
    }

    private Finding look(URI address) throws IOException {
        for (var process : scanners()) {
            var configuration = configuration(process);
            if (configuration.filter(text -> serves(text, address)).isPresent()) {
                return judge(process, folder(configuration.get()));
            }
        }
        return Finding.warning(NAME, "it cannot be seen from here where the scanner writes what it scans",
                "Where it runs, findmnt -T of its TemporaryDirectory has to say tmpfs.");
    }

    private List<Path> scanners() throws IOException {
        try (var entries = Files.list(proc)) {
            return entries.filter(entry -> entry.getFileName().toString().matches("\\d+"))
                    .filter(entry -> read(entry.resolve("comm")).filter(name -> name.strip().equals("clamd"))
                            .isPresent())
                    .sorted().toList();
        }
    }

    private static Optional<String> configuration(Path process) {
        var named = read(process.resolve("cmdline")).map(CONFIGURATION::matcher)
                .flatMap(found -> found.results().reduce((first, last) -> last)).map(found -> Path.of(found.group(1)));
        return read(named.orElse(USUAL));
    }

    private static boolean serves(String configuration, URI address) {
        var socket = "LocalSocket\\s+\"?" + Pattern.quote(String.valueOf(address.getPath())) + "\"?";
        return address.getHost() != null
                || configuration.lines().anyMatch(line -> line.strip().matches(socket));
    }

    private static Path folder(String configuration) {
        var found = FOLDER.matcher(configuration);
        return Path.of(found.find() ? found.group(1) : "/tmp");
    }

    private Finding judge(Path process, Path folder) {
        // clamd may have a /tmp of its own (PrivateTmp): its own list of mounts counts, where it may be read
        var mounts = read(process.resolve("mountinfo")).or(() -> read(proc.resolve("self/mountinfo"))).orElse("");
        var kind = mounts.lines().map(Mount::read).flatMap(Optional::stream)
                .filter(mount -> folder.startsWith(mount.point()))
                .max(Comparator.comparingInt(mount -> mount.point().getNameCount()))
                .map(Mount::kind).orElse("a disk");
        return MEMORY.contains(kind) ? Finding.ok(NAME, "the scanner writes what it scans to memory, " + folder)
                : Finding.warning(NAME, "the scanner writes documents unencrypted to " + folder + " on " + kind,
                        "Put TemporaryDirectory of clamd.conf on tmpfs; see \"Virus scanner\" in operations.md.");
    }

    /** A line of mountinfo (man 5 proc_pid_mountinfo): the point is its fifth field, the kind stands behind " - ". */
    private record Mount(Path point, String kind) {
        static Optional<Mount> read(String line) {
            var halves = line.split(" - ", 2);
            var fields = halves[0].split(" ", -1);
            return halves.length < 2 || fields.length < 5 ? Optional.empty()
                    : Optional.of(new Mount(Path.of(fields[4].replace("\\040", " ")), halves[1].split(" ", 2)[0]));
        }
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
