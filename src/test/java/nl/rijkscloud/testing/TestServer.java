package nl.rijkscloud.testing;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.config.Secret;
import nl.rijkscloud.demo.EmbeddedDatabase;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The PostgreSQL server of this JVM's tests: the one in {@code RIJKSCLOUD_TEST_POSTGRES} ({@code
 * postgresql://user:password@host:port/db}), else a container where a container engine responds, else the embedded
 * binaries. It lives as long as the JVM. Safe for use from any thread.
 */
final class TestServer {
    private static final String GIVEN = "RIJKSCLOUD_TEST_POSTGRES";

    private final Config.Database server;
    private final List<String> created = new CopyOnWriteArrayList<>();

    private TestServer(Config.Database server) {
        this.server = server;
    }

    /** Does not wait for the disk, unless it is an external server. */
    static TestServer forgetful() {
        return start(false);
    }

    /** Syncs as in production. An external server that does not is refused. */
    static TestServer durable() {
        var durable = start(true);
        for (var setting : List.of("fsync", "full_page_writes", "synchronous_commit")) {
            if (!TestDatabase.value(durable.server, "show " + setting).equals(Optional.of("on"))) {
                throw new IllegalStateException(GIVEN + " names a server with " + setting + " off");
            }
        }
        return durable;
    }

    Config.Database config(String database, int poolSize) {
        return new Config.Database(server.uri().resolve("/" + database), server.user(), server.password(), poolSize);
    }

    void create(String name, String template) {
        TestDatabase.sql(server, "create database " + name + " template " + template);
        created.add(name);
    }

    private static TestServer start(boolean synced) {
        return given().map(TestServer::external)
                .orElseGet(() -> new TestServer(container(synced).orElseGet(() -> embedded(synced))));
    }

    private static Optional<Config.Database> given() {
        return Optional.ofNullable(System.getenv(GIVEN))
                .or(() -> Optional.ofNullable(System.getProperty(GIVEN)))
                .map(URI::create)
                .map(TestServer::login);
    }

    private static Config.Database login(URI uri) {
        var login = uri.getUserInfo().split(":", 2);
        return new Config.Database(
                URI.create("postgresql://" + uri.getHost() + ":" + (uri.getPort() < 0 ? 5432 : uri.getPort())
                        + uri.getPath()),
                login[0],
                new Secret(login.length > 1 ? login[1] : ""),
                1);
    }

    /** Removes the databases that tests made on an external server. */
    private static TestServer external(Config.Database login) {
        var server = new TestServer(login);
        AtExit.run(() -> List.copyOf(server.created)
                        .forEach(name ->
                                TestDatabase.sql(login, "drop database if exists " + name + " with (force)")));
        return server;
    }

    private static Optional<Config.Database> container(boolean synced) {
        // Testcontainers takes three seconds to find that there is no engine, so it is tried only where there may be
        // one.
        var likely = System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
        if (!likely || !DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.empty();
        }
        @SuppressWarnings("resource") // Testcontainers removes it after the JVM has ended
        var container = new PostgreSQLContainer("postgres:18")
                .withCommand("postgres", "-c", "fsync=" + (synced ? "on" : "off"), "-c", "max_connections=200");
        container.start();
        return Optional.of(new Config.Database(
                URI.create("postgresql://" + container.getHost() + ":" + container.getMappedPort(5432) + "/"
                        + container.getDatabaseName()),
                container.getUsername(),
                new Secret(container.getPassword()),
                1));
    }

    private static Config.Database embedded(boolean synced) {
        var server = synced ? EmbeddedDatabase.durable() : EmbeddedDatabase.forgetful();
        AtExit.run(server::close);
        return server.config(EmbeddedDatabase.NAME, 1);
    }
}
