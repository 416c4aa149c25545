package nl.rijkscloud.cli;

import io.vertx.core.Future;
import java.util.Map;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.custodian.SweepConsent;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code blobs}: records an operator's decisions about the folder of documents. The server carries them out.
 *
 * <p>Exit codes: 0 done, 1 the database failed, 2 wrong options or a wrong configuration.
 */
@Command(
        name = "blobs",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "The folder of the documents.")
public final class BlobsCommand {
    private static final int FAILED = 1;
    private static final int REFUSED = 2;

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    @Mixin
    private InstallationOption installation;

    public BlobsCommand() {
        this(System.getenv());
    }

    BlobsCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Command(name = "sweep", mixinStandardHelpOptions = true,
            description = "Shows the result of the last comparison of files and documents, or allows quarantine.")
    int sweep(
            @Option(names = "--confirm", paramLabel = "NUMBER",
                    description = "So many files without a document may go to quarantine at the next comparison: the "
                    + "number that the server's log names.")
            Integer confirmed) {
        if (confirmed != null && confirmed < 1) {
            return refused("--confirm: a number from 1 on");
        }
        try {
            return installation.use(environment, portal -> {
                var consent = new SweepConsent(portal.database());
                return consent.last().onSuccess(last -> last.ifPresent(this::say))
                        .compose(last -> confirmed == null
                                ? Future.succeededFuture()
                                : consent.give(confirmed, portal.clock().instant()).onSuccess(done -> say(
                                        "Up to %d files go to quarantine at the next comparison, within an hour."
                                        .formatted(confirmed))))
                        .map(0);
            });
        } catch (Installation.Refused refused) {
            return refused(refused.getMessage());
        } catch (Exception failure) {
            spec.commandLine().getErr().println("The database did not do it: " + failure.getMessage());
            return FAILED;
        }
    }

    @Command(name = "copy", mixinStandardHelpOptions = true,
            description = "Copies all documents to the other store of the configuration, also while the portal runs. "
            + "Continues where it ended, compares each copy, and deletes copies of destroyed documents.")
    int copy(
            @Option(names = "--to", paramLabel = "KIND", required = true, description = "folder or s3.")
            String to) {
        if (!to.equals("folder") && !to.equals("s3")) {
            return refused("--to: folder or s3");
        }
        var kind = to.equals("s3") ? Config.StorageKind.S3 : Config.StorageKind.FOLDER;
        try {
            return installation.use(environment, portal -> DocumentsCopy.of(portal, kind, this::say).run());
        } catch (Installation.Refused refused) {
            return refused(refused.getMessage());
        } catch (Exception failure) {
            spec.commandLine().getErr().println("The copy broke off, and goes on when it is begun again: "
                    + failure.getMessage());
            return FAILED;
        }
    }

    private void say(SweepConsent.Last last) {
        say("%d files without a document wait for a decision, %d are in quarantine, %d documents have no file."
                .formatted(last.held(), last.quarantined(), last.missing()));
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
    }

    private int refused(String sentence) {
        spec.commandLine().getErr().println(sentence);
        return REFUSED;
    }
}
