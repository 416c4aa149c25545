package nl.rijkscloud.process;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.testing.TestDatabase;
import org.awaitility.Awaitility;

/**
 * Blocks one kind of update in the database, so that a process can be killed exactly there. Closing it releases the
 * update.
 */
final class Hold implements AutoCloseable {
    private static final String WAITING =
            "select count(*) > 0 from pg_locks where locktype = 'advisory' and not granted"
            + " and database = (select oid from pg_database where datname = current_database())";

    private final Config.Database database;
    private final Connection connection;

    /**
     * @param table the table with the update
     * @param when a condition on the row, with {@code old} and {@code new}
     */
    Hold(Config.Database database, String table, String when) throws SQLException {
        this.database = database;
        connection =
                DriverManager.getConnection("jdbc:" + database.uri(), database.user(), database.password().reveal());
        try (var sql = connection.createStatement()) {
            sql.execute("select pg_advisory_lock(1)");
            sql.execute("""
                    create function hold() returns trigger language plpgsql as
                    'begin perform pg_advisory_xact_lock_shared(1); return new; end'""");
            sql.execute("create trigger hold before update on " + table + " for each row when (" + when
                    + ") execute function hold()");
        }
    }

    /** Waits until a statement is blocked. */
    void await() {
        Awaitility.await("held up").atMost(PortalProcess.PATIENCE)
                .until(() -> TestDatabase.value(database, WAITING).filter("t"::equals).isPresent());
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        TestDatabase.sql(database, "drop function hold cascade");
    }
}
