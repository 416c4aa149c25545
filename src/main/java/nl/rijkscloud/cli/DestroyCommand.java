package nl.rijkscloud.cli;

import io.vertx.core.Future;
import java.util.Map;
import java.util.concurrent.Callable;
import nl.rijkscloud.custodian.DestructionBrake;
import nl.rijkscloud.custodian.DestructionBrake.Standing;
import nl.rijkscloud.db.DatabaseClock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code destroy}: reports the number of due transfers, and with {@code --confirm} allows the running portal to destroy
 * more of them than usual. It destroys nothing itself.
 *
 * <p>Exit codes: 0 done, 1 the database failed, 2 a wrong configuration.
 */
@Command(
        name = "destroy",
        mixinStandardHelpOptions = true,
        description =
        "Says how many transfers are due to be destroyed, and lets them be destroyed when they are more than usual.")
public final class DestroyCommand implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int REFUSED = 2;

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    @Mixin
    private InstallationOption installation;

    @Option(names = "--confirm", description = "The clocks and these numbers are right: destroy for an hour.")
    private boolean confirmed;

    public DestroyCommand() {
        this(System.getenv());
    }

    DestroyCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        try {
            return installation.use(environment,
                    it -> DatabaseClock.start(it.vertx(), it.database()).compose(clock -> {
                var brake = new DestructionBrake(it.database(), clock, clock::steadiness);
                say("It is " + clock.instant() + " for the database, whose clock decides; this machine's is "
                        + clock.steadiness().skew().toSeconds() + " s ahead.");
                return brake.standing().compose(standing -> decide(brake, standing, it));
            }));
        } catch (Installation.Refused refused) {
            return failed(REFUSED, refused.getMessage());
        } catch (RuntimeException broken) {
            // the class only, because a driver's message may quote the statement
            return failed(FAILED, "stopped: " + broken.getClass().getSimpleName());
        }
    }

    private Future<Integer> decide(DestructionBrake brake, Standing standing, Installation it) {
        say(standing.due() + " of " + standing.live() + " transfers are due to be destroyed.");
        return confirmed
                ? brake.release(standing.due(), it.audit()).map(done -> {
                    say("The portal destroys them within minutes. This holds for "
                            + DestructionBrake.RELEASED_FOR.toMinutes() + " minutes.");
                    return 0;
                })
                : Future.succeededFuture(0);
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
    }

    private int failed(int code, String why) {
        spec.commandLine().getErr().println("destroy: " + why);
        return code;
    }
}
