package nl.rijkscloud.period;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.vault.SealContext;

/**
 * The rows of one table that are sealed under period keys. Each room with such a table hands one of these to the {@link
 * PeriodKeyRotation}.
 */
public interface SealedRows {
    /** @param bound empty if the other half of its key does not open, so that no one can open the row */
    record Sealed(UUID id, Optional<SealContext> bound, byte[] sealed) {
        @Override
        public String toString() {
            return "Sealed[" + id + "]";
        }
    }

    /**
     * Locks rows of this period in {@code tx}, by rising id, and skips rows that others hold.
     *
     * @param after the last id of the previous batch
     */
    Future<List<Sealed>> hold(SqlClient tx, UUID period, UUID after, int most);

    /** Writes a locked row that was sealed anew. */
    Future<Void> write(SqlClient tx, UUID id, byte[] sealed);

    /** Counts the rows under the key of this period. */
    Future<Long> count(UUID period);

    /** Settles rows under a destroyed key as lost and returns their number. Repeating it is harmless. */
    Future<Long> lose(UUID period);
}
