package nl.rijkscloud.db;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.DatabaseException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.function.Function;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.failure.Failure;
import org.flywaydb.core.Flyway;

/**
 * The pool of PostgreSQL connections. Stores run their statements through it; a service that needs several statements to stand or fall together
 * wraps them in {@link #inTransaction}. Made and closed by {@code App}; safe for use from any thread.
 */
public final class Database {
    private static final String DISK_FULL = "53100"; // PostgreSQL, appendix A

    private final Pool pool;

    private Database(Pool pool) {
        this.pool = pool;
    }

    /** Brings the schema up to date (blocking: call it on a worker or virtual thread) and opens the pool. */
    public static Database open(Vertx vertx, Config.Database config) {
        Flyway.configure()
                .dataSource("jdbc:" + config.uri(), config.user(), config.password().reveal())
                .load()
                .migrate();
        var connect = PgConnectOptions.fromUri(config.uri().toString())
                .setUser(config.user())
                .setPassword(config.password().reveal())
                .setCachePreparedStatements(true);
        var pool = PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(config.poolSize()).setShared(true).setName("rijkscloud"))
                .connectingTo(connect)
                .using(vertx)
                .build();
        return new Database(pool);
    }

    /**
     * Runs {@code work} in one transaction: committed when its future succeeds, rolled back when it fails. A database whose disk is full, here and in
     * {@link #run}, is the expected failure {@code STORAGE_FULL}.
     */
    public <T> Future<T> inTransaction(Function<SqlConnection, Future<T>> work) {
        return pool.withTransaction(work).recover(Database::expected);
    }

    /** For statements that need no transaction. */
    public SqlClient client() {
        return pool;
    }

    /** Runs one statement of its own. */
    public Future<RowSet<Row>> run(String sql, Object... values) {
        return run(pool, sql, values);
    }

    /** Runs one statement in a transaction that somebody else has opened. */
    public static Future<RowSet<Row>> run(SqlClient client, String sql, Object... values) {
        return client.preparedQuery(sql).execute(Tuple.from(values)).recover(Database::expected);
    }

    private static <T> Future<T> expected(Throwable failure) {
        return Future.failedFuture(
                failure instanceof DatabaseException refused && DISK_FULL.equals(refused.getSqlState()) ? Failure.storageFull() : failure);
    }

    public Future<Void> close() {
        return pool.close();
    }
}
