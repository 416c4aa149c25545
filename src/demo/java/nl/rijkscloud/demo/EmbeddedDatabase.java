package nl.rijkscloud.demo;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.config.Secret;

/**
 * A PostgreSQL server of its own, on a free port of the loopback interface, for the demo and for tests. Its data is
 * gone when it is closed, unless it was given a folder. Starting and closing block; everything else may be called from
 * any thread.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    /** The database that initdb makes. */
    public static final String NAME = "postgres";

    private static final String USER = "postgres";

    private final EmbeddedPostgres server;

    private EmbeddedDatabase(EmbeddedPostgres server) {
        this.server = server;
    }

    /** Data that nobody needs again: does not wait for the disk. */
    public static EmbeddedDatabase forgetful() {
        return start(
                EmbeddedPostgres.builder().setServerConfig("fsync", "off").setServerConfig("full_page_writes", "off"));
    }

    /** Data that is found again by a later server on the same folder. */
    public static EmbeddedDatabase keeping(Path folder) {
        stopLeftOver(folder);
        folder.toFile().mkdirs();
        return start(EmbeddedPostgres.builder().setDataDirectory(folder).setCleanDataDirectory(false));
    }

    private static EmbeddedDatabase start(EmbeddedPostgres.Builder builder) {
        try {
            return new EmbeddedDatabase(builder.setServerConfig("max_connections", "200")
                    .setServerConfig("unix_socket_directories", "")
                    // The one who started it closes it, after what uses it; a hook of its own would be too early.
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setOutputRedirector(Redirect.DISCARD)
                    .setErrorRedirector(Redirect.DISCARD)
                    .start());
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    public Config.Database config(String database, int poolSize) {
        return new Config.Database(
                URI.create("postgresql://localhost:" + server.getPort() + "/" + database),
                USER,
                new Secret(USER),
                poolSize);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A killed demo leaves its server running, and that one locks the folder. */
    private static void stopLeftOver(Path folder) {
        try {
            var lock = folder.resolve("postmaster.pid");
            if (Files.exists(lock)) {
                postgres(Files.readAllLines(lock).getFirst().strip()).ifPresent(EmbeddedDatabase::stop);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Optional<ProcessHandle> postgres(String pid) {
        return ProcessHandle.of(Long.parseLong(pid))
                .filter(process -> process.info()
                        .command()
                        .filter(command -> command.endsWith("postgres"))
                        .isPresent());
    }

    private static void stop(ProcessHandle process) {
        process.destroy();
        process.onExit().completeOnTimeout(process, 20, TimeUnit.SECONDS).join();
    }
}
