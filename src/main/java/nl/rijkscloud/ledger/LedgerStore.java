package nl.rijkscloud.ledger;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.rijkscloud.db.Rows;

/** The statements on {@code ledger_node}, on the mark of the ledger, and on the transfers that it names. */
final class LedgerStore {
    /** @param marked true once a ledger has been marked, which the first start does */
    record Claim(UUID mark, boolean marked) {}

    /** A server's position in the database. */
    record Position(long position, Instant movedAt) {}

    Future<Claim> claim(SqlClient db) {
        return run(db, "select folder_mark, ledger_marked from installation").map(rows -> Rows.first(rows,
                row -> new Claim(row.getUUID("folder_mark"), row.getBoolean("ledger_marked"))).orElseThrow());
    }

    Future<Void> setMarked(SqlClient db) {
        return run(db, "update installation set ledger_marked = true").mapEmpty();
    }

    Future<Map<UUID, Position>> positions(SqlClient db) {
        return run(db, "select node, position, moved_at from ledger_node").map(rows -> {
            var found = new HashMap<UUID, Position>();
            rows.forEach(row -> found.put(row.getUUID("node"),
                    new Position(row.getLong("position"), Rows.instant(row, "moved_at"))));
            return found;
        });
    }

    Future<Void> insert(SqlClient db, UUID node, Instant now) {
        return run(db, "insert into ledger_node (node, moved_at) values ($1, $2)", node, Rows.time(now)).mapEmpty();
    }

    /** Moves the position on and returns it; empty if the database is no longer as far as it was before. */
    Future<Optional<Long>> move(SqlClient db, UUID node, long from, Instant now) {
        return run(db, """
                update ledger_node set position = position + 1, moved_at = $3 where node = $1 and position >= $2
                returning position""", node, from, Rows.time(now))
                .map(rows -> Rows.first(rows, row -> row.getLong("position")));
    }

    /** Raises a position to the ledger's position. */
    Future<Void> raise(SqlClient db, UUID node, long position, Instant now) {
        return run(db, """
                insert into ledger_node (node, position, moved_at) values ($1, $2, $3)
                on conflict (node) do update set position = greatest(ledger_node.position, excluded.position),
                    moved_at = excluded.moved_at""", node, position, Rows.time(now)).mapEmpty();
    }

    Future<Void> delete(SqlClient db, UUID node) {
        return run(db, "delete from ledger_node where node = $1", node).mapEmpty();
    }

    /** Returns those of these transfers that have not ended. */
    Future<Set<UUID>> live(SqlClient db, Collection<UUID> transfers) {
        return run(db, "select id from transfer where id = any($1) and state not in ('withdrawn', 'destroyed')",
                (Object) transfers.toArray(UUID[]::new))
                .map(rows -> new HashSet<>(Rows.all(rows, row -> row.getUUID("id"))));
    }
}
