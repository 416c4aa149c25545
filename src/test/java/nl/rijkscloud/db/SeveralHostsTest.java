package nl.rijkscloud.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.testing.OwnPostgres;
import nl.rijkscloud.testing.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With several hosts in the address, each connection goes to the primary among them. */
class SeveralHostsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Of one connection to one host. */
    private static final int CONNECT_MS = 5_000;

    @TempDir
    private static Path folder;

    private static OwnPostgres primary;
    private static OwnPostgres standby;

    private final Vertx vertx = Vertx.vertx();

    @BeforeAll
    static void start() {
        primary = OwnPostgres.at(folder.resolve("primary"), Map.of()).start();
        standby = follow(primary, folder.resolve("standby"));
    }

    @AfterAll
    static void stop() {
        standby.close();
        primary.close();
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void standbyIsPassedOverAndKeepsNoConnection() {
        var config = hosts(standby.port(), primary.port());

        assertThat(port(Database.open(vertx, config))).isEqualTo(primary.port());
        assertThat(vertx.executeBlocking(() -> Schema.state(config)).await()).as("as serve does")
                .isEqualTo(Schema.State.MISSING);
        Awaitility.await("sooner than a silent connection is closed").atMost(Duration.ofMillis(CONNECT_MS))
                .untilAsserted(() -> assertThat(connections(standby)).isZero());
    }

    @Test
    void hostThatIsDownIsPassedOver() {
        var config = hosts(closedPort(), primary.port());

        assertThat(port(Database.open(vertx, config))).isEqualTo(primary.port());
        assertThat(Schema.state(config)).isEqualTo(Schema.State.MISSING);
    }

    @Test
    void silentHostsArePassedOverWithinTheTimeForOne() throws IOException {
        try (var hole = blackHole(); var other = blackHole()) {
            var config = hosts(hole.getLocalPort(), other.getLocalPort(), primary.port());

            var answer = Database.open(vertx, config).with(Purpose.CHECK).run("select 1")
                    .timeout(CONNECT_MS, TimeUnit.MILLISECONDS);

            assertThat(answer.await()).hasSize(1);
            assertThat(Schema.state(config)).isEqualTo(Schema.State.MISSING);
        }
    }

    @Test
    void onlyStandbysMeansThatTheDatabaseTakesNoChanges() {
        var config = hosts(closedPort(), standby.port());

        assertThatThrownBy(() -> Database.open(vertx, config).run("select 1").await())
                .isInstanceOf(DatabaseAway.class)
                .satisfies(failure -> assertThat(DatabaseFailure.of(failure, config)).hasValueSatisfying(trouble -> {
            assertThat(trouble.sentence()).contains("it is a standby");
            assertThat(trouble.passes()).isTrue();
        }));
        assertAway(config);
    }

    @Test
    void poolStaysWithinItsLimit() {
        var config = hosts(standby.port(), primary.port());
        var database = Database.open(vertx, config);
        var count = "select count(*) as all from pg_stat_activity where application_name = 'rijkscloud-requests'";

        var seen = Future.all(IntStream.range(0, 40)
                .mapToObj(one -> database.run(count + " and pg_sleep(0.02) is not null")).toList()).await();

        assertThat(seen.size()).isEqualTo(40);
        assertThat(database.run(count).await().iterator().next().getLong("all")).isEqualTo(config.poolSize());
    }

    @Test
    void portalFollowsAPromotionAndNeverGoesBackToTheOldPrimary() {
        try (var old = OwnPostgres.at(folder.resolve("old"), Map.of()).start();
                var fresh = follow(old, folder.resolve("fresh"))) {
            var config = hosts(old.port(), fresh.port());
            var database = Database.open(vertx, config);
            TestDatabase.sql(old.config(), "create table thing (id int)");
            database.run("insert into thing values (1)").await();
            awaitTrue(fresh, "(select count(*) from thing) = 1");

            old.stop();
            assertThatThrownBy(() -> database.run("insert into thing values (2)").await())
                    .isInstanceOf(DatabaseAway.class);
            assertAway(config);
            awaitTrue(fresh, "pg_promote()");
            database.run("insert into thing values (3)").await();
            database.confirmWritable().await();
            assertThat(Schema.state(config)).isEqualTo(Schema.State.MISSING);
            assertThat(TestDatabase.value(fresh.config(), "select sum(id) from thing")).contains("4");

            old.start();
            fresh.stop();
            assertThatThrownBy(() -> database.run("insert into thing values (5)").await())
                    .isInstanceOf(DatabaseAway.class)
                    .satisfies(failure -> assertThat(DatabaseFailure.of(failure, config).orElseThrow().sentence())
                            .contains("127.0.0.1:" + old.port() + " takes writes, but a failover has left it behind"));
            assertThat(TestDatabase.value(old.config(), "select sum(id) from thing")).contains("1");
        }
    }

    private static void assertAway(Config.Database config) {
        assertThatThrownBy(() -> Schema.state(config)).satisfies(failure -> assertThat(
                DatabaseFailure.of(failure, config).orElseThrow().passes()).isTrue());
    }

    private static OwnPostgres follow(OwnPostgres first, Path copy) {
        first.stop();
        var standby = first.standby(copy);
        first.start();
        return standby.start();
    }

    private static Config.Database hosts(int... ports) {
        var config = primary.config();
        var list = String.join(",", IntStream.of(ports).mapToObj(port -> "127.0.0.1:" + port).toList());
        return new Config.Database(URI.create("postgresql://" + list + "/postgres"), config.user(), config.password(),
                config.poolSize());
    }

    private static int port(Database database) {
        return database.run("select current_setting('port')::int as port").await().iterator().next()
                .getInteger("port");
    }

    private static long connections(OwnPostgres server) {
        return Long.parseLong(TestDatabase.value(server.config(),
                "select count(*) from pg_stat_activity where application_name like 'rijkscloud-%'").orElseThrow());
    }

    private static void awaitTrue(OwnPostgres server, String condition) {
        Awaitility.await(condition).atMost(PATIENCE).ignoreExceptions().until(() -> Stream.of("t", "true")
                .anyMatch(TestDatabase.value(server.config(), "select " + condition).orElse("")::equals));
    }

    private static ServerSocket blackHole() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    private static int closedPort() {
        try (var free = new ServerSocket(0)) {
            return free.getLocalPort();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
