package nl.rijkscloud.portal;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.config.ConfigException;
import nl.rijkscloud.config.ConfigFile;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code --config}, and how its mistakes are shown. */
final class ConfigOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--config", paramLabel = "FILE", defaultValue = "conf/rijkscloud.yaml",
            description = "The configuration. Default: ${DEFAULT-VALUE}.")
    private Path file;

    /** The configuration, or nothing once every mistake has been printed. */
    Optional<Config> load() {
        return load(this::warn);
    }

    /** Tells {@code warnings} of every unknown name that is tolerated. */
    Optional<Config> load(Consumer<String> warnings) {
        try {
            return Optional.of(ConfigFile.load(file, System.getenv(), warnings));
        } catch (ConfigException wrong) {
            refuse(wrong.mistakes());
            return Optional.empty();
        }
    }

    void refuse(List<String> reasons) {
        err().println("Rijkscloud does not start:");
        reasons.forEach(reason -> err().println("- " + reason));
        err().flush();
    }

    private void warn(String sentence) {
        err().println("Warning: " + sentence);
        err().flush();
    }

    Path file() {
        return file;
    }

    private PrintWriter err() {
        return command.commandLine().getErr();
    }
}
