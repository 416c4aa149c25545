package nl.rijkscloud.cli;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code --config}, the portal on which a command and its sub-commands work. */
final class InstallationOption {
    @Option(names = "--config", paramLabel = "FILE", defaultValue = "conf/rijkscloud.yaml", scope = ScopeType.INHERIT,
            description = "The portal's configuration. Default: ${DEFAULT-VALUE}.")
    private Path file;

    /** See {@link Installation#use}. */
    <T> T use(Map<String, String> environment, Function<Installation, Future<T>> work) {
        return Installation.use(file, environment, work);
    }
}
