package nl.rijkscloud.cli;

import io.vertx.core.Future;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import nl.rijkscloud.maintenance.Maintenance;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code maintenance}: closes the portal to visitors, on all servers, and opens it again.
 *
 * <p>Exit codes: 0 done, 1 the database failed, 2 a wrong configuration or text.
 */
@Command(
        name = "maintenance",
        mixinStandardHelpOptions = true,
        description = "Closes the portal to visitors on all servers within seconds, while running uploads and "
        + "downloads continue, and opens it again.")
public final class MaintenanceCommand implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final int REFUSED = 2;
    private static final int LONGEST = 500;

    private enum Wish { ON, OFF, STATUS }

    @Spec
    private CommandSpec spec;

    @Mixin
    private InstallationOption installation;

    @Parameters(arity = "1", paramLabel = "on|off|status")
    private String wish;

    @Option(names = "--text", paramLabel = "TEXT", defaultValue = "",
            description = "A further text for visitors, such as until when: at most 500 characters.")
    private String text;

    private final Map<String, String> environment;

    public MaintenanceCommand() {
        this(System.getenv());
    }

    MaintenanceCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        var known = Arrays.stream(Wish.values()).filter(one -> one.name().equalsIgnoreCase(wish)).findFirst();
        if (known.isEmpty() || text.length() > LONGEST) {
            return failed(REFUSED, known.isEmpty() ? "say on, off or status"
                    : "the text is longer than 500 characters");
        }
        Function<Maintenance, Future<String>> work = switch (known.get()) {
            case ON -> portal -> portal.close(text)
                    .map("The portal closes within seconds. Open it with: maintenance off");
            case OFF -> portal -> portal.open().map("The portal opens within seconds.");
            case STATUS -> portal -> portal.since()
                    .map(since -> since.map(moment -> "The portal is closed since " + moment + ".")
                            .orElse("The portal is open."));
        };
        try {
            spec.commandLine().getOut().println(installation.<String>use(environment,
                    it -> work.apply(new Maintenance(it.database()))));
            return 0;
        } catch (Installation.Refused refused) {
            return failed(REFUSED, refused.getMessage());
        } catch (RuntimeException broken) {
            // the class only, because a driver's message may quote the statement
            return failed(FAILED, "stopped: " + broken.getClass().getSimpleName());
        }
    }

    private int failed(int code, String why) {
        spec.commandLine().getErr().println("maintenance: " + why);
        return code;
    }
}
