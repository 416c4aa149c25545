package nl.rijkscloud.link;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.db.Rows;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.vault.Slots.SlotKind;
import org.jspecify.annotations.Nullable;

/** The statements on {@code link} and {@code slot}. */
final class LinkStore {
    /** A living link with the parts that its secret completes. */
    record Stored(UUID transfer, LinkKind kind, @Nullable UUID recipient, Instant expiresAt, byte @Nullable [] share,
            byte[] slot, Language language) {}

    /** @param recipient the owner of a download link; null for the other kinds */
    Future<Void> insert(
            SqlClient db, byte[] id, UUID transfer, LinkKind kind, @Nullable UUID recipient, Instant now,
            Instant expiresAt) {
        return run(db, "insert into link (id, transfer_id, kind, recipient_id, created_at, expires_at) values "
                + "($1, $2, $3, $4, $5, $6)",
                        Rows.bytes(id), transfer, kind.sql(), recipient, Rows.time(now), Rows.time(expiresAt))
                .mapEmpty();
    }

    /** From here on the link opens once, and before this moment. */
    Future<Void> limitOpening(SqlClient tx, byte[] id, Instant until) {
        return run(tx, "update link set open_until = $2 where id = $1", Rows.bytes(id), Rows.time(until)).mapEmpty();
    }

    Future<Void> deleteUnopened(SqlClient tx, UUID transfer, LinkKind kind) {
        return run(tx, "delete from link where transfer_id = $1 and kind = $2 and opened_at is null",
                transfer, kind.sql()).mapEmpty();
    }

    Future<Void> insertSlot(SqlClient db, UUID transfer, byte[] link, SlotKind kind, byte[] sealed) {
        return run(db, """
                insert into slot (transfer_id, link_id, kind, sealed) values ($1, $2, $3, $4)
                on conflict do nothing""", transfer, Rows.bytes(link), kind.sql(), Rows.bytes(sealed))
                .mapEmpty();
    }

    /** Empty alike for an unknown, an expired, a revoked and a used up link. */
    Future<Optional<Stored>> find(SqlClient db, byte[] id, SlotKind slot, Instant now) {
        return run(db, """
                select l.transfer_id, l.kind, l.recipient_id, l.expires_at, t.share, t.language, s.sealed
                from link l join transfer t on t.id = l.transfer_id join slot s on s.link_id = l.id and s.kind = $2
                where l.id = $1 and l.expires_at > $3 and t.expires_at > $3 and t.share is not null
                    and (l.open_until is null or (l.open_until > $3 and l.opened_at is null))""",
                        Rows.bytes(id), slot.sql(), Rows.time(now))
                .map(rows -> Rows.first(rows, LinkStore::stored));
    }

    /** The moment from which a transfer's longest life counts: "Verstuur", or before that its start. */
    Future<Instant> findStart(SqlClient db, UUID transfer) {
        return run(db, "select coalesce(submitted_at, created_at) as began from transfer where id = $1", transfer)
                .map(rows -> Rows.first(rows, row -> Rows.instant(row, "began")).orElseThrow());
    }

    Future<Optional<Instant>> findEarliestBound(SqlClient db, UUID transfer) {
        return run(db, "select min(expires_at) as bound from link where transfer_id = $1", transfer)
                .map(rows -> Rows.optionalInstant(rows.iterator().next(), "bound"));
    }

    Future<Optional<LinkKind>> findKind(SqlClient db, byte[] id) {
        return run(db, "select kind from link where id = $1", Rows.bytes(id))
                .map(rows -> Rows.first(rows, row -> LinkKind.of(row.getString("kind"))));
    }

    Future<Optional<Instant>> findNewest(SqlClient db, UUID transfer, LinkKind kind) {
        return run(
                db, "select max(created_at) as at from link where transfer_id = $1 and kind = $2", transfer, kind.sql())
                .map(rows -> Rows.optionalInstant(rows.iterator().next(), "at"));
    }

    /** Reads the slot of a kind that belongs to no link. */
    Future<Optional<byte[]>> findUnlinked(SqlClient db, UUID transfer, SlotKind kind) {
        return run(db, "select sealed from slot where transfer_id = $1 and link_id is null and kind = $2", transfer,
                        kind.sql())
                .map(rows -> Rows.first(rows, row -> Rows.bytes(row, "sealed")));
    }

    /** Writes the slot of a kind that belongs to no link; a transfer has at most one. */
    Future<Void> putUnlinked(SqlClient db, UUID transfer, SlotKind kind, byte[] sealed) {
        return run(db, """
                insert into slot (transfer_id, link_id, kind, sealed) values ($1, null, $2, $3)
                on conflict (transfer_id, link_id, kind) do update set sealed = excluded.sealed""",
                        transfer, kind.sql(), Rows.bytes(sealed))
                .mapEmpty();
    }

    /** Reads the pending slot and keeps others from deleting it, or locks it in order to delete it. */
    Future<Optional<byte[]>> lockPending(SqlClient db, UUID transfer, boolean toDelete) {
        return run(db, "select sealed from slot where transfer_id = $1 and kind = 'pending' for "
                + (toDelete ? "update" : "share"), transfer)
                .map(rows -> Rows.first(rows, row -> Rows.bytes(row, "sealed")));
    }

    Future<Void> deletePending(SqlClient db, UUID transfer) {
        return run(db, "delete from slot where transfer_id = $1 and kind = 'pending'", transfer).mapEmpty();
    }

    /** Slots go with their link; sessions that had opened it keep a grant that opens nothing. */
    Future<Void> delete(SqlClient db, UUID transfer, LinkKind kind) {
        return run(db, "delete from link where transfer_id = $1 and kind = $2", transfer, kind.sql())
                .compose(gone ->
                        run(db, "update session_grant set sealed_key = null where transfer_id = $1 and kind = $2",
                        transfer, kind.sql()))
                .mapEmpty();
    }

    Future<Void> deleteOfRecipient(SqlClient db, UUID recipient) {
        return run(db, """
                with gone as (delete from link where recipient_id = $1 returning id)
                update session_grant set sealed_key = null from gone where link_id = gone.id""", recipient)
                .mapEmpty();
    }

    Future<Void> deleteAll(SqlClient db, UUID transfer) {
        return run(db, "delete from slot where transfer_id = $1", transfer)
                .compose(gone -> run(db, "delete from link where transfer_id = $1", transfer))
                .compose(gone -> run(db, "delete from session_grant where transfer_id = $1", transfer))
                .mapEmpty();
    }

    private static Stored stored(Row row) {
        return new Stored(
                row.getUUID("transfer_id"),
                LinkKind.of(row.getString("kind")),
                row.getUUID("recipient_id"),
                Rows.instant(row, "expires_at"),
                Rows.nullableBytes(row, "share"),
                Rows.bytes(row, "sealed"),
                Language.stored(row.getString("language")));
    }
}
