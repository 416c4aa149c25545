package nl.rijkscloud.period;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.vault.SealContext;

/** The rows of one table that are sealed under period keys. Each room that has such a table hands one of these to the {@link Rotation}. */
public interface SealedRows {
    /** @param bound nothing when the other half of its key does not open, and so nobody can open the row */
    record Sealed(UUID id, Optional<SealContext> bound, byte[] sealed) {
        @Override
        public String toString() {
            return "Sealed[" + id + "]";
        }
    }

    /** Rows of this period by rising id, held by {@code tx}; those that others hold are left out. @param after the last id of the bite before */
    Future<List<Sealed>> hold(SqlClient tx, UUID period, UUID after, int most);

    /** Writes a held row as it has been sealed anew. */
    Future<Void> write(SqlClient tx, UUID id, byte[] sealed);

    /** How many rows lie under this period's key. */
    Future<Long> count(UUID period);

    /** The period's key is gone: settles what still lies under it as lost, and answers how much that was. Harmless when it is done twice. */
    Future<Long> lose(UUID period);
}
