package nl.rijkscloud.link;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.db.Rows;

/** The statements on {@code provider_logout}, and on the sessions that the identity provider ends. */
final class ProviderSessionStore {
    private static final String LOCK = "hashtextextended('sign-out by the provider', 0)";

    /** $1 is the person's identity, $2 the hash of the provider's session; either may be null. */
    private static final String MEANT = """
            (provider_session = $2::bytea or (($2 is null or provider_session is null)
                and staff_id in (select id from staff where identity = $1::text)))""";

    /** Until the transaction ends, no sign-out begins. Sign-ins do not wait for each other. */
    Future<Void> shareLock(SqlClient tx) {
        return run(tx, "select pg_advisory_xact_lock_shared(" + LOCK + ")").mapEmpty();
    }

    /** Waits for all sign-ins that are being finished; until the transaction ends, no other begins. */
    Future<Void> takeLock(SqlClient tx) {
        return run(tx, "select pg_advisory_xact_lock(" + LOCK + ")").mapEmpty();
    }

    Future<Boolean> hasEnded(SqlClient tx, byte[] identity, Optional<byte[]> session, Instant issuedAt) {
        return run(tx, """
                select from provider_logout where provider_session = $2::bytea
                    or (provider_session is null and identity = $1 and issued_at >= $3) limit 1""",
                        Rows.bytes(identity), Rows.bytes(session.orElse(null)), Rows.time(issuedAt))
                .map(rows -> rows.size() > 0);
    }

    /** False if a message with this id was remembered before. */
    Future<Boolean> remember(
            SqlClient tx, byte[] id, Optional<byte[]> identity, Optional<byte[]> session, Instant issuedAt,
            Instant expiresAt) {
        return run(tx, """
                insert into provider_logout (id, identity, provider_session, issued_at, expires_at)
                values ($1, $2, $3, $4, $5) on conflict do nothing""",
                        Rows.bytes(id), Rows.bytes(identity.orElse(null)), Rows.bytes(session.orElse(null)),
                        Rows.time(issuedAt), Rows.time(expiresAt))
                .map(rows -> rows.rowCount() == 1);
    }

    /**
     * Deletes the sessions with their grants and returns the people who were signed in. It locks the sessions first and
     * then the people, in the order of a new session, so that none of these sessions gets a successor meanwhile.
     */
    Future<List<UUID>> end(SqlClient tx, Optional<String> identity, Optional<byte[]> session) {
        var person = identity.orElse(null);
        var hash = Rows.bytes(session.orElse(null));
        return run(tx, "select from session where " + MEANT + " order by id for no key update", person, hash)
                .compose(held -> run(tx, """
                        select from staff where identity = $1::text
                            or id in (select staff_id from session where provider_session = $2::bytea)
                        order by id for update""", person, hash))
                .compose(held -> run(
                        tx, "delete from session where " + MEANT + " returning staff_id", person, hash))
                .map(rows -> Rows.all(rows, row -> Optional.ofNullable(row.getUUID("staff_id"))).stream()
                        .flatMap(Optional::stream).distinct().toList());
    }

    Future<Void> deleteOld(SqlClient db, Instant now) {
        return run(db, "delete from provider_logout where expires_at <= $1", Rows.time(now)).mapEmpty();
    }
}
