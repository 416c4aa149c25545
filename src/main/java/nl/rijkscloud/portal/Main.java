package nl.rijkscloud.portal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.stream.Stream;
import nl.rijkscloud.cli.AuditCommand;
import nl.rijkscloud.cli.BlobsCommand;
import nl.rijkscloud.cli.DestroyCommand;
import nl.rijkscloud.cli.FloeCommand;
import nl.rijkscloud.cli.KeyCommand;
import nl.rijkscloud.cli.MaintenanceCommand;
import nl.rijkscloud.cli.RecoveryCommand;
import nl.rijkscloud.cli.RestoreCommand;
import nl.rijkscloud.cli.StaffCommand;
import nl.rijkscloud.cli.StatementKeyCommand;
import nl.rijkscloud.cli.VerifyCommand;
import nl.rijkscloud.config.UnknownNames;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line. Without a subcommand it serves. */
@Command(
        name = "rijkscloud",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        description = "Secure exchange of documents. Without a command: serve.",
        subcommands = {Serve.class, Check.class, Doctor.class, Migrate.class, FloeCommand.class, StaffCommand.class,
                AuditCommand.class, BlobsCommand.class, DestroyCommand.class, MaintenanceCommand.class,
                RecoveryCommand.class, RestoreCommand.class,
                StatementKeyCommand.class, KeyCommand.class,
                VerifyCommand.class})
final class Main {
    /**
     * An exit code of our own making: the surroundings are wrong, and starting again does not help until somebody has
     * mended them.
     */
    static final int REFUSED = 2;
    /** A fault of ours, which the log describes. */
    static final int FAULT = 1;

    private Main() {}

    @Option(names = UnknownNames.OPTION, scope = ScopeType.INHERIT,
            description = "Ignore keys and variables that this version does not know, with a warning for each: for "
            + "servers of two versions on one configuration.")
    void tolerateUnknown(boolean wanted) {
        UnknownNames.tolerate(wanted);
    }

    /** Version and commit of this build, as the build wrote them down. */
    static final class Version implements IVersionProvider {
        private static final String FILE = "/nl/rijkscloud/version.properties";

        @Override
        public String[] getVersion() throws IOException {
            return new String[] {text()};
        }

        /** The {@code version} and {@code commit} of this build. */
        static Properties read() {
            var written = new Properties();
            try (var file = Main.class.getResourceAsStream(FILE)) {
                written.load(file);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
            return written;
        }

        /** One line: {@code rijkscloud 1.1.0 (0123456789ab)}, or {@code (unknown commit)} when the build saw no git. */
        static String text() throws IOException {
            var written = read();
            var commit = written.getProperty("commit");
            return "rijkscloud " + written.getProperty("version") + " ("
                    + (commit.equals("unknown") ? "unknown commit" : commit) + ")";
        }
    }

    static void main(String[] arguments) {
        System.exit(commandLine().execute(withDefault(arguments)));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main());
    }

    /** Options without a command before them are those of {@code serve}. */
    static String[] withDefault(String... arguments) {
        var help = commandLine().getCommandSpec().optionsMap();
        return arguments.length == 0 || (arguments[0].startsWith("-") && !isHelp(help.get(arguments[0])))
                ? Stream.concat(Stream.of("serve"), Stream.of(arguments)).toArray(String[]::new)
                : arguments;
    }

    private static boolean isHelp(@Nullable OptionSpec option) {
        return option != null && (option.usageHelp() || option.versionHelp());
    }
}
