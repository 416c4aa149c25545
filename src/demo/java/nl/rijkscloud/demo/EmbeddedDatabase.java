package nl.rijkscloud.demo;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.config.Secret;

/**
 * A PostgreSQL server on a free port of the loopback interface, for the demo and for tests. Closing it deletes its
 * data, unless it was given a folder. Starting and closing block; everything else may be called from any thread.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    /** The database that initdb makes. */
    public static final String NAME = "postgres";

    private static final String USER = "postgres";
    /** Together these settings decide whether a commit survives a power cut. */
    private static final List<String> SYNCING = List.of("fsync", "full_page_writes", "synchronous_commit");

    private final EmbeddedPostgres server;

    private EmbeddedDatabase(EmbeddedPostgres server) {
        this.server = server;
    }

    /**
     * Throw-away data: the server does not wait for the disk. For the demo and for tests that prove nothing about
     * crashes; this is the only place where syncing is off.
     */
    public static EmbeddedDatabase forgetful() {
        return start(EmbeddedPostgres.builder(), false);
    }

    /** Throw-away data too, but synced as in production: for tests of crashes and durability. */
    public static EmbeddedDatabase durable() {
        return start(EmbeddedPostgres.builder(), true);
    }

    /** Data that a later server on the same folder finds again; synced as in production. */
    public static EmbeddedDatabase keeping(Path folder) {
        stopLeftOver(folder);
        folder.toFile().mkdirs();
        return start(EmbeddedPostgres.builder().setDataDirectory(folder).setCleanDataDirectory(false), true);
    }

    /** The library's own default is not to sync, so each setting is given, and verified. */
    private static EmbeddedDatabase start(EmbeddedPostgres.Builder builder, boolean synced) {
        var value = synced ? "on" : "off";
        SYNCING.forEach(setting -> builder.setServerConfig(setting, value));
        try {
            var database = new EmbeddedDatabase(builder.setServerConfig("max_connections", "200")
                    .setServerConfig("unix_socket_directories", "")
                    // The caller closes it, after its users; a shutdown hook of its own would run too early.
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .setOutputRedirector(Redirect.DISCARD)
                    .setErrorRedirector(Redirect.DISCARD)
                    .start());
            database.expect(value);
            return database;
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private void expect(String value) {
        try (var connection = server.getPostgresDatabase().getConnection(); var sql = connection.createStatement()) {
            for (var setting : SYNCING) {
                try (var rows = sql.executeQuery("show " + setting)) {
                    rows.next();
                    if (!value.equals(rows.getString(1))) {
                        throw new IllegalStateException(setting + " is " + rows.getString(1));
                    }
                }
            }
        } catch (SQLException | IllegalStateException other) {
            close();
            throw new IllegalStateException("PostgreSQL did not take its settings", other);
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

    /** A killed demo leaves its server running, with a lock on the folder. */
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
