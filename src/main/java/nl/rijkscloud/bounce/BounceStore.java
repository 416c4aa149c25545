package nl.rijkscloud.bounce;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.db.Rows;

/** The statements on return addresses and on the turn to read the mailbox. */
final class BounceStore {
    Future<Void> add(SqlClient db, byte[] hash, UUID mail, Instant until) {
        return run(db, "insert into bounce_address (hash, outbox_id, expires_at) values ($1, $2, $3)",
                Rows.bytes(hash), mail, Rows.time(until)).mapEmpty();
    }

    /** Finds the mail whose return address has one of these tokens; empty if there are several. */
    Future<Optional<UUID>> findMail(SqlClient db, List<byte[]> hashes, Instant now) {
        return run(db, """
                select distinct outbox_id from bounce_address where hash = any ($1) and expires_at > $2 limit 2""",
                        hashes.stream().map(Rows::bytes).toArray(Buffer[]::new), Rows.time(now))
                .map(rows -> rows.size() == 1 ? Rows.first(rows, row -> row.getUUID("outbox_id")) : Optional.empty());
    }

    /** Deletes addresses whose time is over. Returns true if there may be more. */
    Future<Boolean> deleteExpired(SqlClient db, Instant now, int most) {
        return run(db, """
                delete from bounce_address where hash in (
                    select hash from bounce_address where expires_at <= $1 order by expires_at limit $2)""",
                        Rows.time(now), most)
                .map(rows -> rows.rowCount() == most);
    }

    /** Takes the turn to read the mailbox, or keeps it. Returns false while another server has it. */
    Future<Boolean> takeTurn(SqlClient db, UUID reader, Instant now, Instant until) {
        return run(db, "update bounce_mailbox set reader = $1, reads_until = $3 where reader = $1 or reads_until <= $2",
                reader, Rows.time(now), Rows.time(until)).map(rows -> rows.rowCount() == 1);
    }

    Future<Void> giveTurnBack(SqlClient db, UUID reader, Instant now) {
        return run(db, "update bounce_mailbox set reads_until = $2 where reader = $1", reader, Rows.time(now))
                .mapEmpty();
    }

    Future<Void> recordLook(SqlClient db, Instant now) {
        return run(db, "update bounce_mailbox set looked_at = $1", Rows.time(now)).mapEmpty();
    }

    /** The time at which any server last read the mailbox to its end. */
    Future<Instant> lookedAt(SqlClient db) {
        return run(db, "select looked_at from bounce_mailbox")
                .map(rows -> Rows.first(rows, row -> Rows.instant(row, "looked_at")).orElse(Instant.EPOCH));
    }
}
