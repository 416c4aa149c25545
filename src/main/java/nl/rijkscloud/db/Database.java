package nl.rijkscloud.db;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.DatabaseAway.OutageLog;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.typed.DatabaseHost;
import org.jspecify.annotations.Nullable;

/**
 * The connections to PostgreSQL. Stores run their statements through it; a service that needs several statements to
 * succeed or fail together wraps them in {@link #inTransaction}. The portal makes and closes it; safe for use from any
 * thread.
 *
 * <p><b>Every connection has a purpose, which limits it</b>: the time of a statement, of a wait for a lock and of an
 * idle transaction. {@link #open} returns connections for requests. Choose another purpose for other work: {@link
 * #forChores()} for background work, {@code database.with(Purpose.EXPORT)} for long reads that are streamed. Each
 * purpose has its own pool, so that one cannot exhaust another; closing any of them closes all.
 *
 * <p>An unusable connection (see {@link BrokenConnections}) is closed. Work that PostgreSQL refused because of that
 * connection alone is repeated once on another one. So <b>the work of a transaction may run twice</b>: only the second
 * run counts, and both must consist of statements only. Exports are not repeated. If the database is unavailable, the
 * failure is {@link DatabaseAway}; a full disk of the database is the expected failure {@code STORAGE_FULL}.
 */
public final class Database {
    /**
     * Keeps prepared statements fresh. Each connection remembers prepared statements by their text. After a change of
     * the schema PostgreSQL refuses them on every connection in turn. After the first refusal, all statements therefore
     * get a new text, a comment with a number, and every connection prepares them anew.
     */
    static final class Statements {
        private static final AtomicInteger GENERATION = new AtomicInteger();

        private Statements() {}

        static int generation() {
            return GENERATION.get();
        }

        static String text(String sql, int generation) {
            return generation == 0 ? sql : sql + "\n-- " + generation;
        }

        /**
         * Starts a new generation once, although many statements may find at the same time that {@code generation} is
         * over.
         */
        static void end(int generation) {
            GENERATION.compareAndSet(generation, generation + 1);
        }
    }

    private final Connector connector;
    private final Map<Purpose, Pool> pools;
    private final Purpose purpose;
    private final Pool pool;

    private Database(Connector connector, Map<Purpose, Pool> pools, Purpose purpose) {
        this.connector = connector;
        this.pools = pools;
        this.purpose = purpose;
        this.pool = pools.computeIfAbsent(purpose, connector::pool);
    }

    /**
     * Opens connections for requests. Connects with the first statement and leaves the schema as it is, see {@link
     * Schema}.
     */
    public static Database open(Vertx vertx, Config.Database config) {
        return new Database(new Connector(vertx, config), new ConcurrentHashMap<>(), Purpose.REQUEST);
    }

    /** Returns the same database for another purpose. */
    public Database with(Purpose other) {
        return other == purpose ? this : new Database(connector, pools, other);
    }

    /** Returns the connections for background work. */
    public Database forChores() {
        return with(Purpose.CHORE);
    }

    /** Runs {@code work} in one transaction: commits if its future succeeds, rolls back if it fails. */
    public <T> Future<T> inTransaction(Function<SqlConnection, Future<T>> work) {
        Supplier<Future<T>> attempt = () -> with(pool,
                connection -> connection.begin().compose(tx -> Future.<SqlConnection>succeededFuture(connection)
                .compose(work)
                .compose(
                        result -> tx.commit().map(result),
                        failure -> tx.rollback().transform(rolledBack -> Future.failedFuture(failure)))));
        return purpose == Purpose.EXPORT ? attempt.get().recover(Database::expected) : again(attempt);
    }

    /**
     * Runs reads without a transaction on one connection. Statements that {@code work} begins without waiting for an
     * answer are sent at once, and cost one turn to the database.
     */
    public <T> Future<T> onOneConnection(Function<SqlClient, Future<T>> work) {
        return again(() -> with(pool, work::apply));
    }

    /** Returns the client for statements without a transaction. */
    public SqlClient client() {
        return pool;
    }

    /** Runs one statement by itself. */
    public Future<RowSet<Row>> run(String sql, @Nullable Object... values) {
        return run(pool, sql, values);
    }

    /** Runs one statement in the caller's transaction, or by itself. */
    public static Future<RowSet<Row>> run(SqlClient client, String sql, @Nullable Object... values) {
        return client instanceof Pool pool
                ? again(() -> with(pool, connection -> execute(connection, sql, values)))
                : execute(client, sql, values);
    }

    private static Future<RowSet<Row>> execute(SqlClient client, String sql, @Nullable Object... values) {
        var generation = Statements.generation();
        return client.preparedQuery(Statements.text(sql, generation)).execute(Tuple.from(values)).onFailure(failure -> {
            if (BrokenConnections.isStale(failure)) {
                Statements.end(generation);
            }
        });
    }

    /** Uses one connection for some work and returns it, or closes it if the work found it unusable. */
    private static <T> Future<T> with(Pool pool, Function<SqlConnection, Future<T>> work) {
        return pool.getConnection()
                .recover(failure -> Future.failedFuture(new DatabaseAway(failure)))
                .compose(connection -> work.apply(connection).onComplete(done -> {
                    if (done.failed()) {
                        BrokenConnections.close(connection, done.cause());
                    }
                    connection.close();
                }));
    }

    private static <T> Future<T> again(Supplier<Future<T>> attempt) {
        return attempt.get()
                .recover(failure -> BrokenConnections.isOfTheConnectionAlone(failure) ? attempt.get()
                        : Future.failedFuture(failure))
                .recover(Database::expected);
    }

    private static <T> Future<T> expected(Throwable failure) {
        if (BrokenConnections.isFullDisk(failure)) {
            return Future.failedFuture(Failure.storageFull());
        }
        if (failure instanceof DatabaseAway || DatabaseFailure.isAway(failure)) {
            var away = failure instanceof DatabaseAway known ? known : new DatabaseAway(failure);
            OutageLog.tell(away);
            return Future.failedFuture(away);
        }
        return Future.failedFuture(failure);
    }

    /**
     * Fails unless a server answers that takes writes. Closes a connection to any other, so that the next one may find
     * the primary.
     */
    public Future<Void> confirmWritable() {
        return again(() -> with(pool,
                connection -> execute(connection, "select current_setting('transaction_read_only') = 'on' as read_only")
                .compose(rows -> rows.iterator().next().getBoolean("read_only")
                        ? Future.failedFuture(new SQLException("it takes no writes", BrokenConnections.READ_ONLY))
                        : Future.succeededFuture())));
    }

    /** The hosts in the order in which the next connection tries them: the primary first, once it is known. */
    List<DatabaseHost> hosts() {
        return connector.hosts();
    }

    /** False if something between the portal and PostgreSQL has dropped the limits of the purpose. */
    public Future<Boolean> limitsHold() {
        return run(SessionSettings.hold(purpose)).map(rows -> rows.iterator().next().getBoolean("hold"));
    }

    /** Closes the pools of all purposes. */
    public Future<Void> close() {
        return Future.join(pools.values().stream().map(Pool::close).toList()).mapEmpty();
    }
}
