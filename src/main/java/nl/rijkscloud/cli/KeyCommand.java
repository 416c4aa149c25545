package nl.rijkscloud.cli;

import io.vertx.core.Future;
import java.util.Map;
import java.util.function.Function;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.keys.KeyRotation;
import nl.rijkscloud.keys.KeyState;
import nl.rijkscloud.keys.KeysRefused;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code key}: replaces the master key while servers run, and shows which keys are in use. It prints no key. */
@Command(
        name = "key",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "The master key and the keys that it wraps.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:done", "1:the database failed", "2:wrong options, configuration or key"})
public final class KeyCommand {
    private static final int FAILED = 1;
    private static final int REFUSED = 2;
    private static final AuditEntry BEGUN =
            AuditEntry.done(Actor.OPERATOR, Action.KEY_ROTATION_BEGUN, Subject.NONE);

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    @Mixin
    private InstallationOption installation;

    public KeyCommand() {
        this(System.getenv());
    }

    KeyCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Command(name = "show", mixinStandardHelpOptions = true,
            description = "Lists the keys by id, the master key that opens each, and the next step.")
    int show() {
        return run(it -> KeyState.read(it.database(), it.masters())
                .map(state -> String.join(System.lineSeparator(), state.lines()) + System.lineSeparator()
                        + state.next()));
    }

    @Command(name = "rotate", mixinStandardHelpOptions = true,
            description = {
                "Wraps every key under masterKey too; previousMasterKey names the earlier key. Servers run with"
                + " either.",
                "May be interrupted and repeated. --finish then ends the old master key's access."})
    int rotate(@Option(names = "--finish",
            description = "Begins a section of the audit log under a new key, makes new keys for shares and codes, and"
            + " deletes what the old master key opens. Refused while a running server has the old one"
            + " only.") boolean finish) {
        return run(it -> {
            var rotation = new KeyRotation(it.database(), it.masters());
            return finish
                    ? rotation.finish((tx, key) -> it.audit().beginSection(tx, key))
                            .map("The new master key alone opens the keys. Take previousMasterKey out of the"
                                    + " configuration. Backups from before need the old key: keep it as long as them."
                                    + " Running servers now seal the shares under a new key: key show tells how many"
                                    + " are left.")
                    : rotation.rotate(tx -> it.audit().record(tx, BEGUN))
                            .map(count -> count + " keys are wrapped under the new master key."
                            + " Run key show.");
        });
    }

    private int run(Function<Installation, Future<String>> work) {
        try {
            spec.commandLine().getOut().println(installation.use(environment, work));
            return 0;
        } catch (Installation.Refused refused) {
            return failed(REFUSED, refused.getMessage());
        } catch (KeysRefused refused) {
            return failed(REFUSED, refused.getMessage());
        } catch (RuntimeException broken) {
            // the class only, because a driver's message may quote the statement
            return failed(FAILED, "stopped: " + broken.getClass().getSimpleName());
        }
    }

    private int failed(int code, String why) {
        spec.commandLine().getErr().println("key: " + why);
        return code;
    }
}
