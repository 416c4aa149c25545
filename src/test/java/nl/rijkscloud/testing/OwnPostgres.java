package nl.rijkscloud.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.config.Secret;
import nl.rijkscloud.demo.FreePort;

/**
 * A PostgreSQL server for one test, which may stop it, start it again on the same port, and change any setting. It
 * admits every client. For one thread.
 */
public final class OwnPostgres implements AutoCloseable {
    private static final String USER = "postgres";

    private final Path data;
    private final int port;
    private final Map<String, String> settings;
    private EmbeddedPostgres server;

    private OwnPostgres(Path data, int port, Map<String, String> settings) {
        this.data = data;
        this.port = port;
        this.settings = settings;
    }

    /** The address of a server before it runs. */
    public static OwnPostgres at(Path folder, Map<String, String> settings) {
        try {
            return new OwnPostgres(Files.createDirectories(folder), FreePort.next(), settings);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * A copy of this server, which must be stopped now; it follows this one once both run, and refuses writes until it
     * is promoted.
     */
    public OwnPostgres standby(Path folder) {
        try {
            if (new ProcessBuilder("cp", "-a", data.toString(), folder.toString()).inheritIO().start().waitFor() != 0) {
                throw new IllegalStateException("the data of the server could not be copied");
            }
            Files.createFile(folder.resolve("standby.signal"));
            Files.writeString(
                    folder.resolve("postgresql.auto.conf"), "primary_conninfo = 'host=127.0.0.1 port=" + port + " user="
                    + USER + "'\n", StandardOpenOption.APPEND);
            return at(folder, settings);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    public OwnPostgres start() {
        var builder = EmbeddedPostgres.builder()
                .setDataDirectory(data).setCleanDataDirectory(false).setPort(port)
                .setServerConfig("max_connections", "60").setServerConfig("unix_socket_directories", "")
                .setServerConfig("fsync", "off")
                .setRegisterShutdownHook(false).setPGStartupWait(Duration.ofSeconds(60))
                .setOutputRedirector(Redirect.DISCARD).setErrorRedirector(Redirect.DISCARD);
        settings.forEach(builder::setServerConfig);
        try {
            server = builder.start();
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** @param parameters after the address, e.g. {@code ?sslmode=require}, or nothing */
    public Config.Database config(String host, String parameters) {
        return new Config.Database(URI.create("postgresql://" + host + ":" + port + "/postgres" + parameters), USER,
                new Secret(USER), 4);
    }

    public Config.Database config() {
        return config("127.0.0.1", "");
    }

    public int port() {
        return port;
    }

    /** Sets the admitted clients: one line of {@code pg_hba.conf}, instead of all others. */
    public void admitOnly(String line) {
        try {
            Files.writeString(data.resolve("pg_hba.conf"), line + "\nlocal all all trust\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public void stop() {
        try {
            if (server != null) {
                server.close();
                server = null;
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
