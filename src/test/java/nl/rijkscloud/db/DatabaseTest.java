package nl.rijkscloud.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.testing.OwnPostgres;
import nl.rijkscloud.testing.SilentLine;
import nl.rijkscloud.testing.TestDatabase;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The fate of statements and connections when the database, or the network to it, fails or changes. */
class DatabaseTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private static Path folder;

    private static OwnPostgres server;

    private final Vertx vertx = Vertx.vertx();
    private Config.Database config;
    private Database database;

    @BeforeAll
    static void start() {
        server = OwnPostgres.at(folder.resolve("data"), Map.of()).start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void open() {
        config = server.config();
        database = Database.open(vertx, config);
        TestDatabase.sql(config, "create table thing (id int primary key, n int not null default 0)");
        TestDatabase.sql(config, "insert into thing (id) values (1)");
    }

    @AfterEach
    void close() {
        vertx.close().await();
        TestDatabase.sql(config, "drop table thing");
    }

    @ParameterizedTest
    @EnumSource(names = "MIGRATION", mode = EnumSource.Mode.EXCLUDE)
    void everyPurposeHasItsLimitsAtTheServer(Purpose purpose) {
        assertThat(database.with(purpose).limitsHold().await()).isTrue();
        assertThat(purpose.silence()).isGreaterThan(purpose.statement());
        assertThat(setting(purpose, "tcp_user_timeout")).isEqualTo("20000");
        assertThat(setting(purpose, "tcp_keepalives_idle")).isEqualTo("10");
    }

    @Test
    void migrationHasItsLimitsToo() {
        assertThat(SessionSettings.options(Purpose.MIGRATION)).contains("lock_timeout=30000")
                .contains("idle_in_transaction_session_timeout=60000");
        assertThat(Schema.state(config)).isEqualTo(Schema.State.MISSING);
    }

    @Test
    void statementThatTakesTooLongIsCancelledAndMayBeRetried() {
        assertThatThrownBy(() -> database.with(Purpose.CHECK).run("select pg_sleep(60)").await())
                .isInstanceOf(DatabaseAway.class);
        assertThat(count(database.with(Purpose.CHECK))).isEqualTo(1);
    }

    @Test
    void frozenNeighbourLosesItsTransactionAndTheOthersGoOn() {
        var frozen = database.with(Purpose.CHECK)
                .inTransaction(tx -> Database.run(tx, "update thing set n = 1 where id = 1")
                .compose(locked -> Promise.<Void>promise().future()));
        awaitLock();

        database.with(Purpose.CHORE).run("update thing set n = 2 where id = 1").await();

        assertThat(TestDatabase.value(config, "select n from thing where id = 1")).contains("2");
        assertThat(frozen.isComplete()).as("it hears of it when it wakes").isFalse();
    }

    /** Otherwise waiters that froze too get the lock one after the other, and each holds it as long as the first. */
    @Test
    void requestThatWaitsEndsBeforeAFrozenTransactionLosesItsLock() {
        assertThat(Purpose.REQUEST.statement()).isLessThan(Purpose.REQUEST.idle());
    }

    @Test
    void resetConnectionMeansThatTheDatabaseIsAway() {
        assertThat(DatabaseFailure.isAway(new SocketException("Connection reset"))).isTrue();
        assertThat(DatabaseFailure.isAway(new ClosedChannelException())).isTrue();
        assertThat(DatabaseFailure.isAway(new IOException("a disk of ours"))).isFalse();
    }

    @Test
    void waitingForALockEndsBeforeTheStatementDoes() {
        database.inTransaction(tx -> Database.run(tx, "update thing set n = 1 where id = 1").compose(locked -> {
            return database.with(Purpose.CHECK).run("update thing set n = 2 where id = 1").transform(refused -> {
                assertThat(refused.cause()).isInstanceOf(DatabaseAway.class);
                return Future.<Void>succeededFuture();
            });
        })).await();
    }

    @Test
    void silentConnectionIsClosedAndTheNextStatementUsesANewOne() throws Exception {
        try (var line = SilentLine.to(server.port())) {
            var behind = new Config.Database(
                    URI.create("postgresql://127.0.0.1:" + line.port() + "/postgres"), config.user(),
                    config.password(), 4);
            var checks = Database.open(vertx, behind).with(Purpose.CHECK);
            assertThat(count(checks)).isEqualTo(1);
            line.fallSilent();

            assertThatThrownBy(() -> count(checks)).isInstanceOf(DatabaseAway.class);
            assertThat(count(checks)).isEqualTo(1);
        }
    }

    @Test
    void connectionToAServerThatHasBecomeReadOnlyIsClosed() {
        var before = pid(database);
        readOnly(true);
        try {
            assertThatThrownBy(() -> database.run("update thing set n = 5").await()).isInstanceOf(DatabaseAway.class);
            assertThatThrownBy(() -> database.inTransaction(tx -> Database.run(tx, "update thing set n = 5")).await())
                    .isInstanceOf(DatabaseAway.class);
            assertThatThrownBy(() -> database.confirmWritable().await())
                    .satisfies(failure -> assertThat(DatabaseFailure.of(failure, config).orElseThrow().passes())
                            .isTrue());
        } finally {
            readOnly(false);
        }
        database.run("update thing set n = 6").await();
        database.confirmWritable().await();
        assertThat(pid(database)).isNotEqualTo(before);
    }

    @Test
    void schemaChangeByAnotherServerFailsNoStatement() {
        var query = "select * from thing where id = 1";
        assertThat(database.run(query).await().columnsNames()).containsExactly("id", "n");
        database.inTransaction(tx -> Database.run(tx, query)).await();

        TestDatabase.sql(config, "alter table thing add column later text");

        assertThat(database.run(query).await().columnsNames()).containsExactly("id", "n", "later");
        TestDatabase.sql(config, "alter table thing add column last text");
        assertThat(database.inTransaction(tx -> Database.run(tx, query)).await().columnsNames()).contains("last");
    }

    @Test
    void deallocatedStatementIsPreparedAgain() {
        var one = database.with(Purpose.CHECK);
        one.run("select n from thing").await();
        one.run("deallocate all").await();

        assertThat(one.run("select n from thing").await()).hasSize(1);
    }

    @Test
    void workThatThrowsLeavesNoTransactionOpen() {
        assertThatThrownBy(() -> database.inTransaction(tx -> {
            throw new IllegalStateException("a bug");
        }).await()).hasMessage("a bug");

        assertThat(TestDatabase.value(config,
                "select count(*) from pg_stat_activity where state like 'idle in transaction%'")).contains("0");
    }

    @Test
    void idleConnectionsAreClosed() {
        count(database);

        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(TestDatabase.value(
                config, "select count(*) from pg_stat_activity where application_name = 'rijkscloud-requests'"))
                .contains("0"));
        assertThat(count(database)).isEqualTo(1);
    }

    @Test
    void missingDatabaseIsNoInternalError() {
        var nowhere = new Config.Database(URI.create("postgresql://127.0.0.1:1/none"), "me", config.password(), 2);

        assertThatThrownBy(() -> Database.open(vertx, nowhere).run("select 1").await())
                .isInstanceOf(DatabaseAway.class);
    }

    private void awaitLock() {
        Awaitility.await().atMost(PATIENCE).until(() -> TestDatabase.value(
                config, "select count(*) from pg_stat_activity where state = 'idle in transaction'").orElseThrow()
                .equals("1"));
    }

    private void readOnly(boolean on) {
        TestDatabase.sql(config, "alter system set default_transaction_read_only = " + (on ? "on" : "off"));
        TestDatabase.sql(config, "select pg_reload_conf()");
        Awaitility.await().atMost(PATIENCE)
                .until(() -> TestDatabase.value(config, "show default_transaction_read_only").orElseThrow()
                .equals(on ? "on" : "off"));
    }

    private String setting(Purpose purpose, String name) {
        return database.with(purpose).run("select current_setting('" + name + "') as value").await().iterator().next()
                .getString("value");
    }

    private static int pid(Database database) {
        return database.run("select pg_backend_pid() as pid").await().iterator().next().getInteger("pid");
    }

    private static long count(Database database) {
        return database.run("select count(*) as all from thing").await().iterator().next().getLong("all");
    }
}
