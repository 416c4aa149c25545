package nl.rijkscloud.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import nl.rijkscloud.statement.KeyFile;
import nl.rijkscloud.statement.KeyRing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code statement-key}: makes the file of the key that signs statements, and puts another key into it. */
@Command(
        name = "statement-key",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "The key that signs receipts and other statements: statements.key in the configuration.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:done", "1:the file is there already, or is not, or cannot be written", "2:wrong options"})
public final class StatementKeyCommand {
    private static final int FAILED = 1;

    @Spec
    private CommandSpec spec;

    private interface Work {
        KeyRing run() throws IOException;
    }

    @Command(name = "new", mixinStandardHelpOptions = true,
            description = "Makes a first key. Overwrites nothing. Keep a copy of the file, apart from backups.")
    int make(@Parameters(paramLabel = "FILE") Path file) {
        return run(file, () -> KeyFile.make(file, Instant.now()));
    }

    @Command(name = "rotate", mixinStandardHelpOptions = true,
            description = {
                "Makes another key, which signs from now on. The secret of the one before is gone; its public half "
                + "stays in the file for ever and still verifies old statements.",
                "Servers read the file again by themselves. Each needs it within a day: the old key ends then."})
    int rotate(@Parameters(paramLabel = "FILE") Path file) {
        return run(file, () -> KeyFile.rotate(file, Instant.now()));
    }

    @Command(name = "show", mixinStandardHelpOptions = true,
            description = "Prints the public keys as the portal publishes them.")
    int show(@Parameters(paramLabel = "FILE") Path file) {
        return run(file, () -> KeyFile.readPublic(file));
    }

    private int run(Path file, Work work) {
        var words = spec.commandLine();
        try {
            words.getOut().print(work.run().text());
            words.getOut().flush();
            return 0;
        } catch (FileAlreadyExistsException there) {
            words.getErr().println("statement-key: " + file + " is there already; nothing was changed");
        } catch (NoSuchFileException absent) {
            words.getErr().println("statement-key: " + file + " is not there");
        } catch (IOException failure) {
            words.getErr().println("statement-key: " + file + ": " + failure.getMessage());
        }
        return FAILED;
    }
}
