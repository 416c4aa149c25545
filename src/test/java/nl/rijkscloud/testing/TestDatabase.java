package nl.rijkscloud.testing;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import nl.rijkscloud.config.Config;
import org.flywaydb.core.Flyway;

/**
 * PostgreSQL for tests: one server per JVM, and a separate database with the whole schema for each caller. See {@link
 * TestServer} for the choice of server. Safe for use from any thread.
 */
public final class TestDatabase {
    private static final int POOL = 8;
    private static final String RUN =
            "test_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    private static final AtomicInteger COUNT = new AtomicInteger();

    private TestDatabase() {}

    /** A migrated, empty database on a server that does not wait for the disk. */
    public static Config.Database fresh() {
        return Forgetful.TEMPLATE.copy();
    }

    /** The same on a server that syncs as in production, for tests of crashes and durability. */
    public static Config.Database durable() {
        return Durable.TEMPLATE.copy();
    }

    /** A database without a schema, for tests of the migrations themselves. */
    public static Config.Database empty() {
        return create(Forgetful.TEMPLATE.server(), "template1");
    }

    /** A copy of this database as it is now, like a backup. No other connection to it may be open. */
    public static Config.Database backup(Config.Database of) {
        return create(Forgetful.TEMPLATE.server(), of.uri().getPath().substring(1));
    }

    /** Replaces this database by a backup. No other connection to either may be open. */
    public static void replace(Config.Database lost, Config.Database backup) {
        var name = lost.uri().getPath().substring(1);
        synchronized (TestDatabase.class) {
            sql(backup, "alter database " + name + " rename to " + name + "_lost");
        }
        var server = Forgetful.TEMPLATE.server();
        synchronized (TestDatabase.class) {
            server.create(name, backup.uri().getPath().substring(1));
        }
    }

    /** Runs one statement in the database, from outside the code under test. */
    public static void sql(Config.Database database, String statement) {
        try (var connection = DriverManager.getConnection(
                        "jdbc:" + database.uri(),
                        database.user(),
                        database.password().reveal());
                var sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException failed) {
            throw new IllegalStateException(statement, failed);
        }
    }

    /** The first column of the first row, as text; empty when there is no row or it is null. */
    public static Optional<String> value(Config.Database database, String query) {
        try (var connection = DriverManager.getConnection(
                        "jdbc:" + database.uri(),
                        database.user(),
                        database.password().reveal());
                var sql = connection.createStatement();
                var rows = sql.executeQuery(query)) {
            return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
        } catch (SQLException failed) {
            throw new IllegalStateException(query, failed);
        }
    }

    private static Config.Database create(TestServer server, String template) {
        var name = RUN + "_" + COUNT.incrementAndGet();
        // PostgreSQL refuses a second copy of a template at the same moment.
        synchronized (TestDatabase.class) {
            server.create(name, template);
        }
        return server.config(name, POOL);
    }

    /** Started at the first use. */
    private static final class Forgetful {
        static final Template TEMPLATE = Template.on(TestServer.forgetful());
    }

    /** Started at the first use. */
    private static final class Durable {
        static final Template TEMPLATE = Template.on(TestServer.durable());
    }

    private record Template(TestServer server, String name) {
        static Template on(TestServer server) {
            var name = RUN + "_template_" + COUNT.incrementAndGet();
            server.create(name, "template1");
            var config = server.config(name, 1);
            Flyway.configure()
                    .dataSource(
                            "jdbc:" + config.uri(),
                            config.user(),
                            config.password().reveal())
                    .load()
                    .migrate();
            return new Template(server, name);
        }

        Config.Database copy() {
            return create(server, name);
        }
    }
}
