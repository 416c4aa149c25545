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
import org.jspecify.annotations.Nullable;

/**
 * The statements on {@code session} and {@code session_grant}. A session is usable while it is neither idle too long
 * nor too old, and for a short while after another has replaced it.
 */
final class SessionStore {
    /**
     * The condition of a usable session. $1 is its id, $2 the present; it must have been seen after $3 when nobody is
     * signed in, and after $4 for staff.
     */
    static final String USABLE = """
            id = $1 and expires_at > $2 and (replaced_until is null or replaced_until > $2)
                and seen_at > case when staff_id is null then $3::timestamptz else $4 end""";

    /**
     * The same condition, which a session that is too old also meets while an upload in it is active: the last bytes
     * came no longer ago than a session may be idle.
     */
    static final String USABLE_FOR_UPLOAD = """
            id = $1 and (expires_at > $2 or uploaded_at > case when staff_id is null then $3::timestamptz else $4 end)
                and (replaced_until is null or replaced_until > $2)
                and seen_at > case when staff_id is null then $3::timestamptz else $4 end""";

    record Stored(byte[] id, Optional<UUID> staff, Instant seenAt) {}

    /** A session that was last seen before this moment is idle: one without a sign-in, and one of staff. */
    record Idle(Instant anybody, Instant staff) {}

    /**
     * @param share null when the transfer has been destroyed
     * @param linkAlive false when revoked or expired
     */
    record StoredGrant(
            byte[] link, UUID transfer, LinkKind kind, @Nullable UUID recipient, byte @Nullable [] share,
            byte @Nullable [] sealedKey,
            boolean linkAlive, boolean codeGiven, Optional<Grant.Addressee> addressee) {}

    Future<Void> insert(SqlClient db, byte[] id, Instant now, Instant expiresAt) {
        return run(db, "insert into session (id, created_at, seen_at, expires_at) values ($1, $2, $2, $3)",
                        Rows.bytes(id), Rows.time(now), Rows.time(expiresAt))
                .mapEmpty();
    }

    Future<Optional<Stored>> find(SqlClient db, byte[] id, Instant now, Idle since) {
        return find(db, USABLE, id, now, since);
    }

    /** As {@link #find}, and also finds a session that is too old while an upload in it is active. */
    Future<Optional<Stored>> findForUpload(SqlClient db, byte[] id, Instant now, Idle since) {
        return find(db, USABLE_FOR_UPLOAD, id, now, since);
    }

    private static Future<Optional<Stored>> find(SqlClient db, String usable, byte[] id, Instant now, Idle since) {
        return run(db, "select id, staff_id, seen_at from session where " + usable,
                        Rows.bytes(id), Rows.time(now), Rows.time(since.anybody()), Rows.time(since.staff()))
                .map(rows -> Rows.first(rows, SessionStore::stored));
    }

    static Stored stored(Row row) {
        return new Stored(
                Rows.bytes(row, "id"), Optional.ofNullable(row.getUUID("staff_id")), Rows.instant(row, "seen_at"));
    }

    /** Activity under a replaced session, such as an upload, keeps the browser's present session awake. */
    Future<Void> markSeen(SqlClient db, byte[] id, Instant now) {
        return run(db, "update session set seen_at = $2 where family = (select family from session where id = $1)",
                        Rows.bytes(id), Rows.time(now))
                .mapEmpty();
    }

    /** As {@link #markSeen}, when bytes of an upload came. */
    Future<Void> markUpload(SqlClient db, byte[] id, Instant now) {
        return run(db, "update session set seen_at = $2, uploaded_at = $2 where family = (select family from "
                + "session where id = $1)",
                        Rows.bytes(id), Rows.time(now))
                .mapEmpty();
    }

    /** Deletes all sessions that this browser had. Returns the ids of those who were signed in. */
    Future<List<UUID>> deleteFamily(SqlClient db, byte[] id) {
        return run(
                db, "delete from session where family = (select family from session where id = $1) returning staff_id",
                Rows.bytes(id))
                .map(rows -> Rows.all(rows, row -> Optional.ofNullable(row.getUUID("staff_id"))).stream()
                        .flatMap(Optional::stream).distinct().toList());
    }

    Future<Void> deleteOld(SqlClient db, Instant now, Idle since) {
        return run(db, """
                delete from session where (expires_at <= $1
                        and (uploaded_at is null or uploaded_at <= case when staff_id is null
                            then $2::timestamptz else $3 end))
                    or seen_at <= case when staff_id is null then $2::timestamptz else $3 end""",
                        Rows.time(now), Rows.time(since.anybody()), Rows.time(since.staff()))
                .mapEmpty();
    }

    /**
     * Returns false when the link has died meanwhile, or opens once and another session has opened it. A link that dies
     * later waits for this transaction and takes the key from the grant.
     */
    Future<Boolean> insertGrant(
            SqlClient tx, byte[] session, byte[] link, UUID transfer, LinkKind kind, byte[] sealedKey, Instant now) {
        return run(tx, "select from transfer where id = $1 for share", transfer).compose(held -> run(tx, """
                with opening as (
                    update link set opened_at = $6
                    where id = $2 and open_until > $6 and opened_at is null returning id)
                insert into session_grant (session_id, link_id, transfer_id, kind, sealed_key, opened_at)
                select $1, id, $3, $4, $5, $6 from link
                where id = $2 and (open_until is null or exists (select from opening))
                on conflict (session_id, link_id) do update set sealed_key = excluded.sealed_key,
                    opened_at = excluded.opened_at""",
                        Rows.bytes(session), Rows.bytes(link), transfer, kind.sql(), Rows.bytes(sealedKey),
                        Rows.time(now)))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Returns the grants of a session, the newest first. */
    Future<List<StoredGrant>> findGrants(SqlClient db, byte[] session, Instant now) {
        return run(db, """
                select g.link_id, g.transfer_id, g.kind, g.sealed_key, g.code_at is not null as code_given, t.share,
                    l.recipient_id,
                    coalesce(l.expires_at > $2 and t.expires_at > $2, false) as alive
                from session_grant g join transfer t on t.id = g.transfer_id left join link l on l.id = g.link_id
                where g.session_id = $1 order by g.opened_at desc""", Rows.bytes(session), Rows.time(now))
                .map(rows -> Rows.all(rows, row -> storedGrant(row, Optional.empty())));
    }

    /** Inserts the successor of a session, which stays locked. Returns false when that session is not usable. */
    Future<Boolean> follow(SqlClient tx, byte[] id, byte[] next, Instant now, Idle since) {
        return run(tx, """
                insert into session (
                    id, family, staff_id, candidate_id, provider_session, created_at, seen_at, expires_at)
                select $5::bytea, family, staff_id, candidate_id, provider_session, $2, $2, expires_at from session
                where\s""" + USABLE + " for no key update",
                        Rows.bytes(id), Rows.time(now), Rows.time(since.anybody()), Rows.time(since.staff()),
                        Rows.bytes(next))
                .compose(made -> run(
                        tx, "update code set session_id = $2 where session_id = $1", Rows.bytes(id), Rows.bytes(next))
                        .map(made.rowCount() == 1));
    }

    /**
     * Locks the transfers of a session's grants. A link that dies meanwhile waits, and then takes its key from the
     * copies too.
     */
    Future<Void> lockTransfers(SqlClient tx, byte[] id) {
        return run(tx, """
                select from transfer where id in (select transfer_id from session_grant where session_id = $1)
                order by id for share""", Rows.bytes(id))
                .mapEmpty();
    }

    Future<Void> copyGrant(SqlClient tx, byte[] id, byte[] next, byte[] link, byte @Nullable [] sealedKey) {
        return run(tx, """
                insert into session_grant (session_id, link_id, transfer_id, kind, sealed_key, opened_at, code_at)
                select $2, link_id, transfer_id, kind, $4, opened_at, code_at
                from session_grant where session_id = $1 and link_id = $3""",
                        Rows.bytes(id), Rows.bytes(next), Rows.bytes(link), Rows.bytes(sealedKey))
                .mapEmpty();
    }

    /** Marks a session as replaced. Running requests still use the row; {@link #deleteOld} deletes it. */
    Future<Void> replace(SqlClient tx, byte[] id, Instant until) {
        return run(tx, "update session set replaced_until = least(replaced_until, $2) where id = $1", Rows.bytes(id),
                Rows.time(until))
                .mapEmpty();
    }

    /** Deletes the grants of replaced sessions after their grace period. */
    Future<Void> deleteReplacedGrants(SqlClient db, Instant now) {
        return run(db, """
                delete from session_grant g using session s where s.id = g.session_id and s.replaced_until <= $1""",
                        Rows.time(now))
                .mapEmpty();
    }

    /** @param provider the hash of the identity provider's own session */
    Future<Void> signIn(SqlClient tx, byte[] id, UUID staff, Optional<byte[]> provider, Instant expiresAt) {
        return run(tx, """
                update session set staff_id = $2, candidate_id = null, expires_at = $3, provider_session = $4
                where id = $1""",
                        Rows.bytes(id), staff, Rows.time(expiresAt), Rows.bytes(provider.orElse(null)))
                .mapEmpty();
    }

    /** Returns false when the session has no grant of this link. */
    Future<Boolean> markCodeGiven(SqlClient tx, byte[] id, byte[] link, Instant now) {
        return run(tx, "update session_grant set code_at = $3 where session_id = $1 and link_id = $2",
                        Rows.bytes(id), Rows.bytes(link), Rows.time(now))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Makes every session that has opened a link of this recipient ask for a code again. */
    Future<Void> clearCodes(SqlClient db, UUID recipient) {
        return run(db, """
                update session_grant set code_at = null
                where link_id in (select id from link where recipient_id = $1)""", recipient)
                .mapEmpty();
    }

    static StoredGrant storedGrant(Row row, Optional<Grant.Addressee> addressee) {
        return new StoredGrant(
                Rows.bytes(row, "link_id"),
                row.getUUID("transfer_id"),
                LinkKind.of(row.getString("kind")),
                row.getUUID("recipient_id"),
                Rows.nullableBytes(row, "share"),
                Rows.nullableBytes(row, "sealed_key"),
                row.getBoolean("alive"),
                row.getBoolean("code_given"),
                addressee);
    }
}
