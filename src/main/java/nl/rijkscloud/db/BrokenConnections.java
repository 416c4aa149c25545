package nl.rijkscloud.db;

import io.vertx.core.VertxException;
import io.vertx.sqlclient.SqlConnection;
import java.util.Set;

/** Tells by SQLSTATE when a connection is of no more use, or when only a statement that it remembers is, and closes it. */
final class BrokenConnections {
    private static final String FULL_DISK = "53100";
    /** Its server has become read-only: after a switchover the primary is elsewhere, and a new connection finds it. */
    static final String READ_ONLY = "25006";
    /** The schema has changed under a prepared statement, or somebody has thrown the statement away. */
    private static final Set<String> STALE_STATEMENT = Set.of("0A000", "26000");
    /** Lost connections, and those that an operator or a crash ends. */
    private static final Set<String> ENDING = Set.of("08", "57P");

    /** What the client says of a statement that it could not send; it has no type for it. */
    private static final Set<String> NOT_SENT = Set.of("Connection is not active", "Pending requests failed");

    private BrokenConnections() {}

    /** Closes the connection itself, so that the pool makes a new one, when the failure says that it is spoiled. */
    static void close(SqlConnection connection, Throwable failure) {
        var spoiled = DatabaseFailure.state(failure)
                .filter(state -> state.equals(READ_ONLY) || ENDING.stream().anyMatch(state::startsWith))
                .isPresent();
        if (spoiled) {
            DatabaseSocket.cut(connection);
        }
    }

    /** True when the same would have succeeded on another connection, or with the statement prepared anew; nothing has been done then. */
    static boolean isOfTheConnectionAlone(Throwable failure) {
        return isStale(failure) || wasNotSent(failure) || DatabaseFailure.state(failure).filter(READ_ONLY::equals).isPresent();
    }

    /** The pool has handed out a connection in the moment in which it broke. */
    private static boolean wasNotSent(Throwable failure) {
        return failure instanceof VertxException told && NOT_SENT.stream().anyMatch(String.valueOf(told.getMessage())::startsWith);
    }

    static boolean isStale(Throwable failure) {
        return DatabaseFailure.state(failure).filter(STALE_STATEMENT::contains).isPresent();
    }

    static boolean isFullDisk(Throwable failure) {
        return DatabaseFailure.state(failure).filter(FULL_DISK::equals).isPresent();
    }
}
