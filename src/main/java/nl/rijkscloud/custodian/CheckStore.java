package nl.rijkscloud.custodian;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.db.Rows;

/**
 * The statements by which readers, on one node or many, divide the documents that wait to be read back. A claim is a
 * lease: it moves {@code check_due} into the future, and may be lost when that moment passes without {@link #renew}.
 * The row's epoch tells the claims apart.
 */
final class CheckStore {
    /** @param failures how many readings before this one the disk failed */
    record Claim(UUID document, long epoch, int failures) {}

    /** Claims the one that waits longest, if one of at most this many bytes is due and there is a key to read it. */
    Future<Optional<Claim>> claim(SqlClient db, long mostBytes, Instant now, Instant until) {
        return run(db, """
                update document set epoch = epoch + 1, check_due = $3
                where id = (select d.id from document d
                    where d.state = 'checking' and d.length <= $1 and (d.check_due is null or d.check_due <= $2)
                        and exists (select from slot s where s.transfer_id = d.transfer_id and s.kind = 'pending')
                    order by d.updated_at, d.id limit 1 for update of d skip locked)
                returning id, epoch, check_failures""", mostBytes, Rows.time(now), Rows.time(until))
                .map(rows -> Rows.first(rows, row ->
                        new Claim(row.getUUID("id"), row.getLong("epoch"), row.getInteger("check_failures"))));
    }

    /** False when the claim has been lost: somebody else has taken the document, or it is gone. */
    Future<Boolean> renew(SqlClient db, Claim claim, Instant until) {
        return run(db, "update document set check_due = $3 where id = $1 and epoch = $2 and state = 'checking'",
                        claim.document(), claim.epoch(), Rows.time(until))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Gives the claim back, due again at {@code due}; null is at once. The new epoch stops a late {@link #renew}. */
    Future<Boolean> giveBack(SqlClient db, Claim claim, Instant due, int failures) {
        return run(db, """
                update document set epoch = epoch + 1, check_due = $3, check_failures = $4
                where id = $1 and epoch = $2 and state = 'checking'""",
                        claim.document(), claim.epoch(), Rows.time(due), failures)
                .map(rows -> rows.rowCount() == 1);
    }
}
