package nl.rijkscloud.cli;

import io.vertx.core.Future;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongConsumer;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.AuditAnchor;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.AuditLine;
import nl.rijkscloud.audit.AuditQuery;
import nl.rijkscloud.audit.AuditReader;
import nl.rijkscloud.audit.AuditVerifier;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.audit.Verification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code audit}: verifies the audit log and exports it. May run beside the portal; verifying needs the master key.
 *
 * <p>Exit codes: 0 done, and intact; 1 the database or the output failed; 2 wrong options, configuration or key; 3 the
 * log is not intact.
 */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "The audit log.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:done; verify: the log is whole", "1:the database failed, or the output",
                "2:wrong options, configuration or key",
            "3:verify: the log is not whole"})
public final class AuditCommand {
    private static final int FAILED = 1;
    private static final int REFUSED = 2;
    private static final int NOT_WHOLE = 3;
    private static final long TELL_EVERY = 50_000;

    private final OutputStream out;
    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    @Mixin
    private InstallationOption installation;

    public AuditCommand() {
        this(new FileOutputStream(FileDescriptor.out), System.getenv());
    }

    AuditCommand(OutputStream out, Map<String, String> environment) {
        this.out = out;
        this.environment = environment;
    }

    @Command(name = "verify", mixinStandardHelpOptions = true,
            description =
            "Reads the whole log and names every line that is not as it was written. Prints the anchor of its end.")
    int verify(@Option(names = "--anchor", paramLabel = "SEQ:HASH",
            description =
            "An end that was printed or logged before and kept elsewhere: it must still be in the log.") String text) {
        var anchor = Optional.ofNullable(text)
                .map(given -> AuditAnchor.parse(given).orElseThrow(() -> wrong("--anchor", given)));
        return run(it -> new AuditVerifier(it.database(), it.keys()).verify(anchor, progress("read"))
                .map(this::told));
    }

    @Command(name = "export", mixinStandardHelpOptions = true,
            description =
            "Writes lines to standard output, oldest first, one JSON object each. That it was done is a line too.")
    int export(
            @Option(names = "--from", paramLabel = "TIME",
                    description = "A date, or a time like 2026-11-23T12:00:00Z.") String from,
            @Option(names = "--to", paramLabel = "TIME",
                    description = "The first moment after the wanted ones.") String to) {
        var query = AuditQuery.between(time("--from", from), time("--to", to));
        var exported = AuditEntry.done(Actor.OPERATOR, Action.AUDIT_EXPORTED, Subject.NONE);
        var progress = progress("written");
        var count = new AtomicLong();
        try (var lines = new BufferedOutputStream(out)) {
            return run(it -> {
                // An output that nobody reads, such as a pager's, may block without end, so it has its own thread.
                var writer = it.vertx().createSharedWorkerExecutor("audit-output", 1, 365, TimeUnit.DAYS);
                return it.database().inTransaction(tx -> it.audit().record(tx, exported))
                        .compose(recorded -> new AuditReader(it.database()).export(query, some -> writer
                                .executeBlocking(() -> written(lines, some))
                                .<Void>mapEmpty()
                                .onSuccess(done -> progress.accept(count.addAndGet(some.size())))))
                        .map(0);
            });
        } catch (IOException cut) {
            return failed(FAILED, "the output failed");
        }
    }

    private int told(Verification found) {
        var words = spec.commandLine();
        found.flaws().forEach(flaw -> words.getErr().println("audit: " + flaw));
        words.getOut().println((found.isWhole() ? "whole" : "NOT WHOLE") + ", " + found.lines() + " lines after number "
                + found.start().seq() + ", " + found.statements() + " with a signed statement");
        words.getOut().println("anchor " + found.head());
        return found.isWhole() ? 0 : NOT_WHOLE;
    }

    private int run(Function<Installation, Future<Integer>> work) {
        try {
            return installation.use(environment, work);
        } catch (Installation.Refused refused) {
            return failed(REFUSED, refused.getMessage());
        } catch (IllegalStateException told) {
            return failed(FAILED, String.valueOf(told.getMessage()));
        } catch (RuntimeException broken) {
            // the class only, because a driver's message may quote the statement
            return failed(FAILED, "stopped: " + broken.getClass().getSimpleName());
        }
    }

    private static boolean written(OutputStream to, List<AuditLine> lines) {
        try {
            for (var line : lines) {
                to.write((line.json() + "\n").getBytes(StandardCharsets.UTF_8));
            }
            return true;
        } catch (IOException cut) {
            throw new UncheckedIOException(cut);
        }
    }

    /** Receives the number of lines so far, and reports the progress of a long log at intervals. */
    private LongConsumer progress(String done) {
        var next = new AtomicLong(TELL_EVERY);
        return lines -> {
            if (lines >= next.get()) {
                next.addAndGet(TELL_EVERY);
                spec.commandLine().getErr().println("audit: " + lines + " lines " + done);
            }
        };
    }

    private Optional<Instant> time(String option, String text) {
        try {
            return Optional.ofNullable(text).map(given -> given.contains("T")
                    ? Instant.parse(given)
                    : LocalDate.parse(given).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeParseException notOne) {
            throw wrong(option, text);
        }
    }

    private ParameterException wrong(String option, String text) {
        return new ParameterException(spec.commandLine(), "Invalid value for option '" + option + "': '" + text + "'");
    }

    private int failed(int code, String why) {
        spec.commandLine().getErr().println("audit: " + why);
        return code;
    }
}
