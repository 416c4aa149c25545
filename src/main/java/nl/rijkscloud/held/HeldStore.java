package nl.rijkscloud.held;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.db.Rows;
import nl.rijkscloud.transfer.TransferNumber;

/** Statements on documents that the custodian lets wait. */
final class HeldStore {
    private static final String HELD = """
            from document d join transfer t on t.id = d.transfer_id
            where d.state = 'checking' and d.scan_held_since is not null and t.state in ('open', 'submitted')""";

    /**
     * One document that waits.
     *
     * @param reason {@code away} or {@code unread}
     * @param decision what somebody decided and the custodian has not yet done
     */
    record Held(
            UUID document, UUID transfer, TransferNumber number, long length, Instant since, String reason,
            Optional<String> decision) {}

    /** The oldest first. */
    Future<List<Held>> list(SqlClient db, int most) {
        return run(db, """
                select d.id, d.transfer_id, t.number, d.length, d.scan_held_since, d.scan_decision,
                    coalesce(d.scan_held_reason, 'away') as reason %s
                order by d.scan_held_since, d.id limit $1""".formatted(HELD), most)
                .map(rows -> Rows.all(rows, row -> new Held(
                        row.getUUID("id"), row.getUUID("transfer_id"), new TransferNumber(row.getString("number")),
                        row.getLong("length"), Rows.instant(row, "scan_held_since"), row.getString("reason"),
                        Optional.ofNullable(row.getString("scan_decision")))));
    }

    Future<Long> count(SqlClient db) {
        return run(db, "select count(*) " + HELD).map(rows -> rows.iterator().next().getLong(0));
    }

    /**
     * Decides about a document that waits and returns its transfer; empty if it does not wait, or somebody has decided.
     * The new epoch keeps a check that runs now, and does not know of it, from settling the document.
     */
    Future<Optional<UUID>> decide(SqlClient tx, UUID document, String decision) {
        return run(tx, """
                update document set scan_decision = $2, epoch = epoch + 1, check_turn = null, check_due = now()
                where id in (select d.id %s and d.id = $1 and d.scan_decision is null for update of d)
                returning transfer_id""".formatted(HELD), document, decision)
                .map(rows -> Rows.first(rows, row -> row.getUUID("transfer_id")));
    }
}
