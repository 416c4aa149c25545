package nl.rijkscloud.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import nl.rijkscloud.testing.Folders;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * Measures the jar against other servers on this machine; {@code loadtests/bench} starts it. BENCHMARKS.md there
 * explains the figures.
 */
@Command(name = "loadtests/bench", mixinStandardHelpOptions = true,
        description = "Measures the portal on this machine, against others.")
final class Bench implements Callable<Integer> {
    /** The sets of Java's options that a portal comes with. */
    private static final Map<String, String> OPTIONS = Map.of("small", "jvm.options", "roomy", "jvm-roomy.options");

    @Option(names = "--quick", description = "Smaller documents and fewer streams: some ten minutes on two processors.")
    private boolean quick;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the medians there, as one flat object.")
    private Path json;

    @Option(names = "--only", paramLabel = "NAME", split = ",",
            description = "Measures these alone; --list has the names.")
    private List<String> only = List.of();

    @Option(names = "--list", description = "Prints what there is to measure.")
    private boolean list;

    @Option(names = "--jar", paramLabel = "FILE", description = "Measures this jar instead of the one that was built.")
    private Path jar = Path.of(System.getProperty("bench.jar", "rijkscloud.jar"));

    @Option(names = "--options", paramLabel = "SET",
            description = "Options of its JVM as in conf: small (default) or roomy.")
    private String options = "small";

    @Option(names = "--jvm", paramLabel = "OPTIONS",
            description = "Options of its JVM, separated by spaces, in place of a set.")
    private String jvm = "";

    @Option(names = "--folder", paramLabel = "FOLDER",
            description = "Where the servers keep their files: the disk that is measured.")
    private Path folder = Path.of(System.getProperty("bench.folder", "."));

    @Option(names = "--repetitions", paramLabel = "N", description = "Rounds that count, at least 5.")
    private Integer repetitions;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String... arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        if (list) {
            Measurements.ALL.forEach(one -> spec.commandLine().getOut().printf("%-22s %s%n", one.name(), one.about()));
            return 0;
        }
        var chosen = chosen();
        var effort = effort();
        System.setProperty("rijkscloud.jar", jar.toRealPath().toString());
        Files.createDirectories(folder);
        var work = Files.createTempDirectory(folder.toRealPath(), "run");
        var figures = new Figures();
        var failed = new ArrayList<String>();
        var lab = new Lab(work, folder.toRealPath(), effort, jvm());
        // Also runs at an interrupt: servers and gigabytes are not left behind.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            lab.close();
            Folders.delete(work);
        }));
        for (var one : chosen) {
            measure(one, lab, figures, failed);
        }
        lab.postgresSyncs().ifPresent(syncs -> figures.add("postgresFsync",
                "PostgreSQL has fsync, full_page_writes and synchronous_commit: 1 or 0", Series.of(syncs ? 1 : 0)));
        return report(figures, failed);
    }

    /** A measurement fails as a whole, by failed requests, or by figures that it has not added. */
    static void measure(Measurement one, Lab lab, Figures figures, List<String> failed) {
        lab.say(one.name() + ": " + one.about());
        var before = lab.failures();
        try {
            one.measure(lab, figures);
            if (lab.failures() > before) {
                failed.add(one.name() + " (" + (lab.failures() - before) + " requests failed)");
            }
            var missing = one.keys().stream().filter(key -> !figures.has(key)).toList();
            if (!missing.isEmpty()) {
                failed.add(one.name() + " (without " + String.join(", ", missing) + ")");
            }
        } catch (Exception unexpected) {
            lab.say(one.name() + " failed: " + unexpected);
            failed.add(one.name() + " (" + unexpected.getMessage() + ")");
        }
    }

    private int report(Figures figures, List<String> failed) throws IOException {
        var out = spec.commandLine().getOut();
        out.print(Report.table(figures.all()));
        if (json != null) {
            Files.writeString(json, Report.json(figures.all()));
        }
        if (!failed.isEmpty()) {
            out.println("Failed: " + String.join(", ", failed));
        }
        out.flush();
        return failed.isEmpty() ? 0 : 1;
    }

    List<String> jvm() {
        if (!OPTIONS.containsKey(options)) {
            throw new ParameterException(spec.commandLine(), options + " is none of " + OPTIONS.keySet());
        }
        var file = Path.of(System.getProperty("bench.conf", "conf"), OPTIONS.get(options)).toAbsolutePath();
        return jvm.isBlank() ? List.of("@" + file) : List.of(jvm.strip().split(" +"));
    }

    Effort effort() {
        var effort = quick ? Effort.QUICK : Effort.FULL;
        if (repetitions != null && repetitions < 5) {
            throw new ParameterException(spec.commandLine(), "fewer than 5 repetitions have no median worth the name");
        }
        return new Effort(quick, effort.bytes(), effort.warmUps(),
                repetitions == null ? effort.repetitions() : repetitions);
    }

    List<Measurement> chosen() {
        if (only.isEmpty()) {
            return Measurements.ALL.stream().filter(one -> !quick || one.inQuick()).toList();
        }
        Map<String, Measurement> known = new LinkedHashMap<>();
        Measurements.ALL.forEach(one -> known.put(one.name(), one));
        return only.stream().map(name -> {
            if (!known.containsKey(name)) {
                throw new ParameterException(spec.commandLine(),
                        name + " is none of " + String.join(", ", known.keySet()));
            }
            return known.get(name);
        }).toList();
    }
}
