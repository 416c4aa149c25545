package nl.rijkscloud.db;

import io.vertx.core.VertxException;
import io.vertx.sqlclient.SqlConnection;
import java.util.Set;

/** Decides by SQLSTATE that a connection, or only a statement that it has prepared, is unusable, and closes it. */
final class BrokenConnections {
    private static final String FULL_DISK = "53100";
    /** The server has become read-only: after a switchover the primary is elsewhere, and a new connection finds it. */
    static final String READ_ONLY = "25006";
    /** The schema changed under a prepared statement, or the statement was discarded. */
    private static final Set<String> STALE_STATEMENT = Set.of("0A000", "26000");
    /** Lost connections, and connections that an operator or a crash ended. */
    private static final Set<String> ENDING = Set.of("08", "57P");

    /** The client's message for a statement that it could not send; it has no exception type for it. */
    private static final Set<String> NOT_SENT = Set.of("Connection is not active", "Pending requests failed");

    private BrokenConnections() {}

    /** Closes the connection if the failure says that it is unusable, so that the pool makes a new one. */
    static void close(SqlConnection connection, Throwable failure) {
        var spoiled = DatabaseFailure.state(failure)
                .filter(state -> state.equals(READ_ONLY) || ENDING.stream().anyMatch(state::startsWith))
                .isPresent();
        if (spoiled) {
            DatabaseSocket.cut(connection);
        }
    }

    /**
     * True if the same work can succeed on another connection or with a newly prepared statement; nothing has been
     * changed then.
     */
    static boolean isOfTheConnectionAlone(Throwable failure) {
        return isStale(failure) || wasNotSent(failure) || DatabaseFailure.state(failure).filter(READ_ONLY::equals)
                .isPresent();
    }

    /** The pool handed out a connection at the moment in which it broke. */
    private static boolean wasNotSent(Throwable failure) {
        return failure instanceof VertxException told && NOT_SENT.stream()
                .anyMatch(String.valueOf(told.getMessage())::startsWith);
    }

    static boolean isStale(Throwable failure) {
        return DatabaseFailure.state(failure).filter(STALE_STATEMENT::contains).isPresent();
    }

    static boolean isFullDisk(Throwable failure) {
        return DatabaseFailure.state(failure).filter(FULL_DISK::equals).isPresent();
    }
}
