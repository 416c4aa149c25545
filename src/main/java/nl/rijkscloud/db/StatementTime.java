package nl.rijkscloud.db;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.DatabaseException;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;

/**
 * A time limit on the statements of one transaction, shorter than that of its connection: for searches whose cost
 * depends on what people type.
 */
public final class StatementTime {
    private static final String QUERY_CANCELED = "57014";

    private StatementTime() {}

    public static Future<Void> limit(SqlClient tx, Duration most) {
        return run(tx, "set local statement_timeout = " + most.toMillis()).mapEmpty();
    }

    /** Gives the rest of the transaction the time of its connection again. */
    public static Future<Void> unlimit(SqlClient tx) {
        return run(tx, "set local statement_timeout to default").mapEmpty();
    }

    /** True if a statement was canceled because its time was over. */
    public static boolean isOver(Throwable failure) {
        return failure instanceof DatabaseException canceled && QUERY_CANCELED.equals(canceled.getSqlState());
    }
}
