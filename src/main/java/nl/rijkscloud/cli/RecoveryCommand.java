package nl.rijkscloud.cli;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.rijkscloud.db.DatabaseClock;
import nl.rijkscloud.platform.Platform;
import nl.rijkscloud.recovery.CustodianShare;
import nl.rijkscloud.recovery.OfflineOpening;
import nl.rijkscloud.recovery.PrivateFile;
import nl.rijkscloud.recovery.RecoveryKeyMaking;
import nl.rijkscloud.recovery.RecoveryRefused;
import nl.rijkscloud.recovery.RecoveryWiring;
import nl.rijkscloud.transfer.TransferNumber;
import nl.rijkscloud.vault.RecoveryKey;
import nl.rijkscloud.vault.RecoverySecret;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code recovery}: makes a recovery key, and with it a fresh link to a delivered transfer whose links are all lost.
 * {@code make}, {@code check} and {@code open} are for a machine without a network; they read no configuration.
 */
@Command(
        name = "recovery",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "The recovery key, which opens a transfer after all its links are lost. See \"Recovery key\" in"
        + " operations.md.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:done", "1:the database failed", "2:wrong options, configuration, share, file or transfer"})
public final class RecoveryCommand {
    private static final int FAILED = 1;
    private static final int REFUSED = 2;

    private final Map<String, String> environment;
    private final SecureRandom random = new SecureRandom();

    @Spec
    private CommandSpec spec;

    public RecoveryCommand() {
        this(System.getenv());
    }

    RecoveryCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Returns what is printed. */
    private interface Work {
        String run() throws IOException;
    }

    @Command(name = "make", mixinStandardHelpOptions = true,
            description = "Offline: makes a key, and writes its public half and three shares. Two shares join to the"
            + " private half, which is never written. Overwrites nothing.")
    int make(@Option(names = "--out", paramLabel = "FOLDER", required = true) Path folder) {
        return run(() -> "Recovery key " + RecoveryKeyMaking.make(folder, random).shownId() + ": "
                + RecoveryKeyMaking.PUBLIC + " is for the servers. Give each share to another person, check them with"
                + " recovery check, and delete the files.");
    }

    @Command(name = "check", mixinStandardHelpOptions = true,
            description = "Offline: says if two shares join to a key. Prints its id, and no secret.")
    int check(@Option(names = "--share", paramLabel = "FILE", required = true, description = "Given twice.")
            List<Path> shares) {
        return run(() -> {
            try (var secret = join(shares)) {
                return "The shares join to recovery key " + secret.publicHalf().shownId() + ".";
            }
        });
    }

    @Command(name = "export", mixinStandardHelpOptions = true,
            description = "On a server: writes what the custodians need to open one delivered transfer, and a line of"
            + " the audit log before it. Overwrites nothing.")
    int export(
            @Option(names = "--config", paramLabel = "FILE", defaultValue = "conf/rijkscloud.yaml",
                    description = "The portal's configuration. Default: ${DEFAULT-VALUE}.") Path config,
            @Parameters(paramLabel = "TRANSFER", description = "Its number, such as K7QM-3XRT.") String number,
            @Option(names = "--out", paramLabel = "FILE", required = true) Path out,
            @Option(names = "--recipient", paramLabel = "EMAIL", description = "Who gets the link, if not the first"
                    + " recipient among the staff.") @Nullable String recipient,
            @Option(names = "--key", paramLabel = "FILE", description = "The public half to which the transfer was"
                    + " sealed, if that in the configuration is newer.") @Nullable Path key) {
        return run(() -> {
            refuseExisting(out);
            var transfer = TransferNumber.typed(number)
                    .orElseThrow(() -> new Installation.Refused(number + " is not the number of a transfer"));
            PrivateFile.write(out, onServer(config, (it, rooms) -> rooms.exporter().export(
                    transfer, publicHalf(it, key), Optional.ofNullable(recipient))));
            return out + " is for the custodians. It opens with two shares only.";
        });
    }

    @Command(name = "open", mixinStandardHelpOptions = true,
            description = "Offline: joins two shares, and makes a fresh link from an export. Writes what the server"
            + " imports; the link itself goes to another file, or is printed.")
    int open(
            @Option(names = "--share", paramLabel = "FILE", required = true, description = "Given twice.")
            List<Path> shares,
            @Parameters(paramLabel = "EXPORT") Path export,
            @Option(names = "--out", paramLabel = "FILE", required = true, description = "For recovery import; it"
                    + " holds no secret of the link.") Path out,
            @Option(names = "--link", paramLabel = "FILE", description = "The link, for the person it was made for."
                    + " Without it the link is printed.") @Nullable Path link) {
        return run(() -> {
            refuseExisting(out);
            if (link != null) {
                refuseExisting(link);
            }
            try (var secret = join(shares)) {
                var opened = new OfflineOpening(random).open(secret, read(export));
                PrivateFile.write(out, opened.file());
                if (link != null) {
                    PrivateFile.write(link, opened.url() + System.lineSeparator());
                }
                return opened.about() + System.lineSeparator()
                        + (link == null ? opened.url() : "The link is in " + link);
            }
        });
    }

    @Command(name = "import", mixinStandardHelpOptions = true,
            description = "On a server: takes the fresh link in, in place of the lost ones. Its owner gets a mail and a"
            + " signed statement.")
    int takeIn(
            @Option(names = "--config", paramLabel = "FILE", defaultValue = "conf/rijkscloud.yaml",
                    description = "The portal's configuration. Default: ${DEFAULT-VALUE}.") Path config,
            @Parameters(paramLabel = "FILE") Path file) {
        return run(() -> {
            var text = read(file);
            return onServer(config, (it, rooms) -> rooms.importer().run(text));
        });
    }

    private interface ServerWork {
        Future<String> run(Installation it, RecoveryWiring rooms) throws IOException;
    }

    private String onServer(Path config, ServerWork work) {
        return Installation.use(config, environment, it -> DatabaseClock.start(it.vertx(), it.database())
                .compose(clock -> {
                    try {
                        return work.run(it, RecoveryWiring.of(Platform.of(
                                it.vertx(), it.config(), it.keys(), it.database(), clock, new SimpleMeterRegistry())));
                    } catch (IOException unreadable) {
                        return Future.failedFuture(new Installation.Refused(String.valueOf(unreadable.getMessage())));
                    }
                }));
    }

    private static RecoveryKey publicHalf(Installation it, @Nullable Path named) throws IOException {
        var file = Optional.ofNullable(named).or(() -> it.config().recovery().publicKeyFile())
                .orElseThrow(() -> new Installation.Refused("recovery.publicKeyFile: is not set; name it with --key"));
        return RecoveryKey.read(file);
    }

    private static RecoverySecret join(List<Path> files) throws IOException {
        if (files.size() != 2) {
            throw new Installation.Refused("give --share twice, with two different shares");
        }
        try (var one = CustodianShare.parse(files.get(0).toString(), read(files.get(0)));
                var other = CustodianShare.parse(files.get(1).toString(), read(files.get(1)))) {
            return CustodianShare.join(one, other);
        }
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    private static void refuseExisting(Path file) throws FileAlreadyExistsException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
    }

    private int run(Work work) {
        try {
            spec.commandLine().getOut().println(work.run());
            return 0;
        } catch (Installation.Refused refused) {
            return failed(REFUSED, refused.getMessage());
        } catch (RecoveryRefused refused) {
            return failed(REFUSED, refused.getMessage());
        } catch (FileAlreadyExistsException there) {
            return failed(REFUSED, there.getMessage() + " is there already; nothing was changed");
        } catch (NoSuchFileException absent) {
            return failed(REFUSED, absent.getMessage() + " is not there");
        } catch (IOException unreadable) {
            return failed(REFUSED, String.valueOf(unreadable.getMessage()));
        } catch (RuntimeException broken) {
            // the class only, because a driver's message may quote the statement
            return failed(FAILED, "stopped: " + broken.getClass().getSimpleName());
        }
    }

    private int failed(int code, String why) {
        spec.commandLine().getErr().println("recovery: " + why);
        return code;
    }
}
