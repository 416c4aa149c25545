package nl.rijkscloud.code;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.db.Rows;

/** The statements on {@code code}: one row for each session, so that only its newest code exists. */
final class CodeStore {
    /** @param tries at this code, with the one that was just taken */
    record Stored(UUID id, UUID staff, byte[] hash, int tries) {}

    Future<Void> put(SqlClient tx, byte[] session, UUID id, UUID staff, byte[] hash, Instant now, Instant expiresAt) {
        return run(tx, """
                insert into code (session_id, id, staff_id, hash, created_at, expires_at)
                values ($1, $2, $3, $4, $5, $6)
                on conflict (session_id) do update set
                    id = excluded.id, staff_id = excluded.staff_id, hash = excluded.hash, tries = 0,
                    created_at = excluded.created_at, expires_at = excluded.expires_at, used_at = null""",
                        Rows.bytes(session), id, staff, Rows.bytes(hash), Rows.time(now), Rows.time(expiresAt))
                .mapEmpty();
    }

    Future<Optional<UUID>> owner(SqlClient db, byte[] session) {
        return run(db, "select staff_id from code where session_id = $1", Rows.bytes(session))
                .map(rows -> Rows.first(rows, row -> row.getUUID("staff_id")));
    }

    /**
     * Takes one try, if one is left, and returns the hash, in one statement: only {@code most} of any number of
     * simultaneous guesses get a hash to compare with.
     */
    Future<Optional<Stored>> takeTry(SqlClient db, byte[] session, UUID staff, int most, Instant now) {
        return run(db, """
                update code set tries = tries + 1
                where session_id = $1 and used_at is null and expires_at > $2 and tries < $3 and staff_id = $4
                returning id, staff_id, hash, tries""", Rows.bytes(session), Rows.time(now), most, staff)
                .map(rows -> Rows.first(rows, row -> new Stored(
                        row.getUUID("id"), row.getUUID("staff_id"), Rows.bytes(row, "hash"), row.getInteger("tries"))));
    }

    /** Uses the code up. False when another request was first, or a newer code has taken its place. */
    Future<Boolean> use(SqlClient db, UUID id, Instant now) {
        return run(db, "update code set used_at = $2 where id = $1 and used_at is null", id, Rows.time(now))
                .map(rows -> rows.rowCount() == 1);
    }

    Future<Void> deleteExpired(SqlClient db, Instant now) {
        return run(db, "delete from code where expires_at <= $1", Rows.time(now)).mapEmpty();
    }
}
