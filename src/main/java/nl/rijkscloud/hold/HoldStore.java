package nl.rijkscloud.hold;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.db.Rows;
import nl.rijkscloud.transfer.TransferNumber;

/** Statements on {@code legal_hold}. */
final class HoldStore {
    private static final String BOUND =
            "select id, transfer_id, until, resumes_at from legal_hold where lifted_at is null";

    /** Those that hold come first, then the newest. */
    Future<List<LegalHold>> list(SqlClient db, Instant now, int most) {
        return run(db, """
                select h.id, h.transfer_id, t.number, t.kind, h.reason, s.name as set_by, h.set_at, h.until,
                    h.lifted_at, l.name as lifted_by,
                    (select min(k.expires_at) from link k where k.transfer_id = h.transfer_id) as links_until
                from legal_hold h join transfer t on t.id = h.transfer_id join staff s on s.id = h.set_by
                    left join staff l on l.id = h.lifted_by
                order by h.lifted_at is null and h.until > $1 desc, h.set_at desc limit $2""", Rows.time(now), most)
                .map(rows -> Rows.all(rows, row -> new LegalHold(
                        row.getUUID("id"), row.getUUID("transfer_id"), new TransferNumber(row.getString("number")),
                        row.getString("kind"), row.getString("reason"), row.getString("set_by"),
                        Rows.instant(row, "set_at"), Rows.instant(row, "until"),
                        Rows.optionalInstant(row, "links_until"), Rows.optionalInstant(row, "lifted_at"),
                        Optional.ofNullable(row.getString("lifted_by")))));
    }

    Future<Optional<UUID>> findTransfer(SqlClient db, String number) {
        return run(db, "select id from transfer where number = $1 and erased_at is null", number)
                .map(rows -> Rows.first(rows, row -> row.getUUID("id")));
    }

    /** The hold that nobody has lifted. Lock the transfer's row first. */
    Future<Optional<LegalHold.Bound>> ofTransfer(SqlClient tx, UUID transfer) {
        return bound(tx, BOUND + " and transfer_id = $1", transfer);
    }

    Future<Optional<LegalHold.Bound>> find(SqlClient db, UUID id) {
        return bound(db, BOUND + " and id = $1", id);
    }

    private static Future<Optional<LegalHold.Bound>> bound(SqlClient db, String statement, UUID id) {
        return run(db, statement, id).map(rows -> Rows.first(rows, row -> new LegalHold.Bound(
                row.getUUID("id"), row.getUUID("transfer_id"), Rows.instant(row, "until"),
                Rows.instant(row, "resumes_at"))));
    }

    Future<Void> insert(SqlClient tx, LegalHold.Bound hold, String reason, UUID by, Instant now) {
        return run(tx, """
                insert into legal_hold (id, transfer_id, reason, set_by, set_at, until, resumes_at)
                values ($1, $2, $3, $4, $5, $6, $7)""", hold.id(), hold.transfer(), reason, by, Rows.time(now),
                        Rows.time(hold.until()), Rows.time(hold.resumesAt()))
                .mapEmpty();
    }

    Future<Void> markLifted(SqlClient tx, UUID id, UUID by, Instant now) {
        return run(tx, "update legal_hold set lifted_by = $2, lifted_at = $3 where id = $1", id, by, Rows.time(now))
                .mapEmpty();
    }
}
