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
    private final Optional<Path> throwAway;

    private EmbeddedDatabase(EmbeddedPostgres server, Optional<Path> throwAway) {
        this.server = server;
        this.throwAway = throwAway;
    }

    /**
     * Throw-away data: the server does not wait for the disk. For the demo and for tests that prove nothing about
     * crashes; this is the only place where syncing is off.
     */
    public static EmbeddedDatabase forgetful() {
        return throwAway(false);
    }

    /** Throw-away data too, but synced as in production: for tests of crashes and durability. */
    public static EmbeddedDatabase durable() {
        return throwAway(true);
    }

    /** Data that a later server on the same folder finds again; synced as in production. */
    public static EmbeddedDatabase keeping(Path folder) {
        stopLeftOver(folder);
        folder.toFile().mkdirs();
        return start(folder, Optional.empty(), true);
    }

    private static EmbeddedDatabase throwAway(boolean synced) {
        try {
            var folder = Files.createTempDirectory("rijkscloud-postgres");
            return start(folder, Optional.of(folder), synced);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    /** The library's own default is not to sync, so each setting is given, and verified. */
    private static EmbeddedDatabase start(Path data, Optional<Path> throwAway, boolean synced) {
        var builder = EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false);
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
                    .start(), throwAway);
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

    /** Throw-away data goes in a process of its own: after a run of tests they are gigabytes, and a JVM has to end. */
    @Override
    public void close() {
        try {
            server.close();
            if (throwAway.isPresent()) {
                new ProcessBuilder("rm", "-rf", throwAway.get().toString()).start();
            }
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
