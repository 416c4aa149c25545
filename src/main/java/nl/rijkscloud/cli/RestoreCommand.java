package nl.rijkscloud.cli;

import io.vertx.core.Future;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import nl.rijkscloud.db.DatabaseClock;
import nl.rijkscloud.ledger.LedgerHistory;
import nl.rijkscloud.restore.RestorePlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code restore}: reports if the database was put back from a backup and the steps that it needs before use. With
 * {@code --confirm} it allows the portal to take these steps and to continue. It changes nothing else itself.
 *
 * <p>Exit codes: 0 done, 1 the database or the ledger failed, 2 a wrong configuration.
 */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = "Reports if the database was put back from a backup, and the steps before the portal uses it. "
        + "With --confirm the portal takes them and continues.")
public final class RestoreCommand implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int REFUSED = 2;

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    @Mixin
    private InstallationOption installation;

    @Option(names = "--confirm", description = "This is the right database: take the steps, and continue.")
    private boolean confirmed;

    public RestoreCommand() {
        this(System.getenv());
    }

    RestoreCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        try {
            return installation.use(environment, it -> DatabaseClock.start(it.vertx(), it.database())
                    .compose(clock -> {
                        var history = LedgerHistory.of(it.vertx(), it.database(), it.config().ledger(), clock);
                        return decide(new RestorePlan(it.database(), history, clock), it);
                    })
                    .recover(failure -> Future.failedFuture(failure instanceof IOException
                            ? new Installation.Refused("ledger.folder: " + it.config().ledger().folder()
                                    + " cannot be read")
                            : failure)));
        } catch (Installation.Refused refused) {
            return failed(REFUSED, refused.getMessage());
        } catch (RuntimeException broken) {
            // the class only, because a driver's message may quote the statement
            return failed(FAILED, "stopped: " + broken.getClass().getSimpleName());
        }
    }

    private Future<Integer> decide(RestorePlan plan, Installation it) {
        return plan.describe().compose(lines -> {
            if (lines.isEmpty()) {
                say("The database has all that its ledger knows of. There is nothing to confirm.");
                return Future.succeededFuture(0);
            }
            lines.get().forEach(this::say);
            if (!confirmed) {
                say("Is this the right database? Then: restore --confirm");
                return Future.succeededFuture(0);
            }
            return plan.confirm(it.audit()).map(done -> {
                say("The portal does this within seconds, or at its next start within "
                        + RestorePlan.RELEASED_FOR.toMinutes() + " minutes, and goes on.");
                return 0;
            });
        });
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
    }

    private int failed(int code, String why) {
        spec.commandLine().getErr().println("restore: " + why);
        return code;
    }
}
