package nl.rijkscloud.link;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.db.Rows;

/** The statements on {@code session} and {@code session_grant}. A session is there for them while it is neither idle too long nor too old. */
final class SessionStore {
    record Stored(byte[] id, Optional<UUID> staff, Instant seenAt) {}

    /** Moments before which a session must have been seen to be idle: one in which nobody is signed in, and one of staff. */
    record Idle(Instant anybody, Instant staff) {}

    /** @param share null when the transfer has been destroyed; @param linkAlive false when revoked or expired */
    record StoredGrant(
            byte[] link, UUID transfer, LinkKind kind, UUID recipient, byte[] share, byte[] sealedKey, boolean linkAlive, boolean codeGiven) {}

    Future<Void> insert(SqlClient db, byte[] id, Instant now, Instant expiresAt) {
        return run(db, "insert into session (id, created_at, seen_at, expires_at) values ($1, $2, $2, $3)",
                        Rows.bytes(id), Rows.time(now), Rows.time(expiresAt))
                .mapEmpty();
    }

    Future<Optional<Stored>> find(SqlClient db, byte[] id, Instant now, Idle since) {
        return run(db, """
                select id, staff_id, seen_at from session where id = $1 and expires_at > $2
                    and seen_at > case when staff_id is null then $3::timestamptz else $4 end""",
                        Rows.bytes(id), Rows.time(now), Rows.time(since.anybody()), Rows.time(since.staff()))
                .map(rows -> Rows.first(rows, row -> new Stored(
                        Rows.bytes(row, "id"), Optional.ofNullable(row.getUUID("staff_id")), Rows.instant(row, "seen_at"))));
    }

    Future<Void> seen(SqlClient db, byte[] id, Instant now) {
        return run(db, "update session set seen_at = $2 where id = $1", Rows.bytes(id), Rows.time(now)).mapEmpty();
    }

    /** Answers who was signed in. */
    Future<Optional<UUID>> delete(SqlClient db, byte[] id) {
        return run(db, "delete from session where id = $1 returning staff_id", Rows.bytes(id))
                .map(rows -> Rows.first(rows, row -> Optional.ofNullable(row.getUUID("staff_id"))).flatMap(staff -> staff));
    }

    Future<Void> deleteOld(SqlClient db, Instant now, Idle since) {
        return run(db, """
                delete from session where expires_at <= $1
                    or seen_at <= case when staff_id is null then $2::timestamptz else $3 end""",
                        Rows.time(now), Rows.time(since.anybody()), Rows.time(since.staff()))
                .mapEmpty();
    }

    Future<Void> grant(SqlClient db, byte[] session, byte[] link, UUID transfer, LinkKind kind, byte[] sealedKey, Instant now) {
        return run(db, """
                insert into session_grant (session_id, link_id, transfer_id, kind, sealed_key, opened_at)
                values ($1, $2, $3, $4, $5, $6)
                on conflict (session_id, link_id) do update set sealed_key = excluded.sealed_key, opened_at = excluded.opened_at""",
                        Rows.bytes(session), Rows.bytes(link), transfer, kind.sql(), Rows.bytes(sealedKey), Rows.time(now))
                .mapEmpty();
    }

    /** The newest first. */
    Future<List<StoredGrant>> grants(SqlClient db, byte[] session, Instant now) {
        return run(db, """
                select g.link_id, g.transfer_id, g.kind, g.sealed_key, g.code_at is not null as code_given, t.share, l.recipient_id,
                    coalesce(l.expires_at > $2 and t.expires_at > $2, false) as alive
                from session_grant g join transfer t on t.id = g.transfer_id left join link l on l.id = g.link_id
                where g.session_id = $1 order by g.opened_at desc""", Rows.bytes(session), Rows.time(now))
                .map(rows -> Rows.all(rows, SessionStore::storedGrant));
    }

    Future<Void> reseal(SqlClient db, byte[] session, byte[] link, byte[] sealedKey) {
        return run(db, "update session_grant set sealed_key = $3 where session_id = $1 and link_id = $2",
                        Rows.bytes(session), Rows.bytes(link), Rows.bytes(sealedKey))
                .mapEmpty();
    }

    /** Gives the session another id, a signed-in person and another end; grants, codes and downloads follow. */
    Future<Boolean> signedIn(SqlClient db, byte[] id, byte[] next, UUID staff, Instant now, Instant expiresAt) {
        return run(db, """
                update session set id = $2, staff_id = $3, candidate_id = null, seen_at = $4, expires_at = $5
                where id = $1""", Rows.bytes(id), Rows.bytes(next), staff, Rows.time(now), Rows.time(expiresAt))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Gives the session another id, under which a code has been given for one link. */
    Future<Boolean> codeGiven(SqlClient db, byte[] id, byte[] next, byte[] link, Instant now) {
        return run(db, "update session set id = $2, seen_at = $3 where id = $1", Rows.bytes(id), Rows.bytes(next), Rows.time(now))
                .compose(renamed -> run(db, "update session_grant set code_at = $3 where session_id = $1 and link_id = $2",
                        Rows.bytes(next), Rows.bytes(link), Rows.time(now)))
                .map(rows -> rows.rowCount() == 1);
    }

    /** From now on whoever has opened a link of this recipient needs a code again. */
    Future<Void> codeTaken(SqlClient db, UUID recipient) {
        return run(db, """
                update session_grant set code_at = null
                where link_id in (select id from link where recipient_id = $1)""", recipient)
                .mapEmpty();
    }

    private static StoredGrant storedGrant(Row row) {
        return new StoredGrant(
                Rows.bytes(row, "link_id"),
                row.getUUID("transfer_id"),
                LinkKind.of(row.getString("kind")),
                row.getUUID("recipient_id"),
                Rows.bytes(row, "share"),
                Rows.bytes(row, "sealed_key"),
                row.getBoolean("alive"),
                row.getBoolean("code_given"));
    }
}
