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
 * The PostgreSQL server of this JVM's tests: the one that {@code RIJKSCLOUD_TEST_POSTGRES} names ({@code
 * postgresql://user:password@host:port/db}), else a container where an engine answers, else the embedded binaries. It
 * lives as long as the JVM.
 */
final class TestServer {
    private static final String GIVEN = "RIJKSCLOUD_TEST_POSTGRES";
    private static final Config.Database SERVER =
            given().or(TestServer::container).orElseGet(TestServer::embedded);
    private static final List<String> CREATED = new CopyOnWriteArrayList<>();

    private TestServer() {}

    static Config.Database config(String database, int poolSize) {
        return new Config.Database(SERVER.uri().resolve("/" + database), SERVER.user(), SERVER.password(), poolSize);
    }

    static void administer(String statement) {
        TestDatabase.sql(SERVER, statement);
        CREATED.add(statement.split(" ")[2]);
    }

    private static Optional<Config.Database> given() {
        return Optional.ofNullable(System.getenv(GIVEN))
                .or(() -> Optional.ofNullable(System.getProperty(GIVEN)))
                .map(URI::create)
                .map(TestServer::external);
    }

    /** A server that outlives us gets back what we made in it. */
    private static Config.Database external(URI uri) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> List.copyOf(CREATED)
                        .forEach(name ->
                                TestDatabase.sql(SERVER, "drop database if exists " + name + " with (force)"))));
        var login = uri.getUserInfo().split(":", 2);
        return new Config.Database(
                URI.create("postgresql://" + uri.getHost() + ":" + (uri.getPort() < 0 ? 5432 : uri.getPort())
                        + uri.getPath()),
                login[0],
                new Secret(login.length > 1 ? login[1] : ""),
                1);
    }

    private static Optional<Config.Database> container() {
        // Testcontainers takes three seconds to find that there is no engine, so it is asked only where there may be
        // one.
        var likely = System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
        if (!likely || !DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.empty();
        }
        @SuppressWarnings("resource") // Testcontainers removes it when the JVM has gone
        var container = new PostgreSQLContainer("postgres:18")
                .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=200");
        container.start();
        return Optional.of(new Config.Database(
                URI.create("postgresql://" + container.getHost() + ":" + container.getMappedPort(5432) + "/"
                        + container.getDatabaseName()),
                container.getUsername(),
                new Secret(container.getPassword()),
                1));
    }

    private static Config.Database embedded() {
        var server = EmbeddedDatabase.forgetful();
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        return server.config(EmbeddedDatabase.NAME, 1);
    }
}
