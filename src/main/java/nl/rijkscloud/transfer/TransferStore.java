package nl.rijkscloud.transfer;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import nl.rijkscloud.db.Rows;
import nl.rijkscloud.kernel.Language;
import org.jspecify.annotations.Nullable;

/**
 * The statements on {@code transfer} and its {@code event}s. Each takes the connection, so that callers decide what
 * belongs in one transaction.
 */
public final class TransferStore {
    /**
     * The columns that {@link #transfer} reads, without the manifest: one of thousands of documents takes megabytes.
     */
    public static final String COLUMNS = """
            t.id, t.number, t.kind, t.state, t.language, t.sender_name, t.sender_email, t.sender_organisation, \
            t.sender_phone, t.contact_name, t.contact_email,
            t.owner_id, t.kind <> 'submitted' or t.confirmed_at is not null as confirmed, t.document_count, \
            t.created_at, t.submitted_at, t.delivered_at, t.opened_at, t.downloaded_at, t.expires_at""";

    private static final String FIND = "select " + COLUMNS + ", t.share, t.message from transfer t"
            + " where t.id = $1 and t.erased_at is null";

    /** A transfer with its sealed parts, except for the manifest; each of them may be null. */
    public record Stored(Transfer transfer, byte @Nullable [] share, byte @Nullable [] message) {
        @Override
        public String toString() {
            return "Stored[" + transfer.id() + "]";
        }
    }

    /** Writes a new transfer. Returns it with the number that the database gave it. */
    public Future<Transfer> insert(SqlClient db, Transfer transfer, byte[] share) {
        return run(db, """
                insert into transfer (id, kind, state, language, sender_name, sender_email, sender_organisation,
                    sender_phone,
                    contact_name, contact_email, owner_id, share, created_at, expires_at)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) returning number""",
                        transfer.id(), transfer.kind().sql(), transfer.state().sql(), transfer.language().code(),
                        transfer.sender().name(), transfer.sender().email(),
                        transfer.sender().organisation().orElse(null), transfer.sender().phone().orElse(null),
                        transfer.contact().name(), transfer.contact().email(), transfer.owner().orElse(null),
                        Rows.bytes(share), Rows.time(transfer.createdAt()), Rows.time(transfer.expiresAt()))
                .map(rows -> transfer.numbered(number(rows.iterator().next())));
    }

    public Future<Optional<Stored>> find(SqlClient db, UUID id) {
        return run(db, FIND, id).map(rows -> Rows.first(rows, TransferStore::stored));
    }

    /**
     * Finds a transfer and locks its row until the transaction ends. Rows that only refer to it, such as an event, may
     * still be added.
     */
    public Future<Optional<Stored>> lock(SqlClient db, UUID id) {
        return run(db, FIND + " for no key update", id)
                .map(rows -> Rows.first(rows, TransferStore::stored));
    }

    /** A transfer with its sealed manifest, from delivery on. */
    public record WithManifest(Stored stored, Optional<byte[]> manifest) {}

    public Future<Optional<WithManifest>> findWithManifest(SqlClient db, UUID id) {
        return run(db, "select " + COLUMNS + ", t.share, t.message, t.manifest from transfer t where t.id = $1", id)
                .map(rows -> Rows.first(rows, row ->
                        new WithManifest(stored(row), Optional.ofNullable(Rows.nullableBytes(row, "manifest")))));
    }

    /** Reads the sealed manifest, which exists from delivery on. */
    public Future<Optional<byte[]>> manifest(SqlClient db, UUID id) {
        return run(db, "select manifest from transfer where id = $1", id)
                .map(rows -> Rows.first(rows, row -> Optional.ofNullable(Rows.nullableBytes(row, "manifest")))
                        .flatMap(Function.identity()));
    }

    public Future<Void> markSubmitted(SqlClient db, UUID id, byte[] message, int documents, Instant now,
            Instant expiresAt) {
        return run(db, """
                update transfer set state = 'submitted', message = $2, document_count = $3, submitted_at = $4,
                    expires_at = $5
                where id = $1""", id, Rows.bytes(message), documents, Rows.time(now), Rows.time(expiresAt))
                .mapEmpty();
    }

    /** Saves a draft in place of the one before. */
    public Future<Void> saveDraft(SqlClient db, UUID id, Party first, Language language, byte[] message) {
        return run(db,
                "update transfer set contact_name = $2, contact_email = $3, language = $4, message = $5 where id = $1",
                        id, first.name(), first.email(), language.code(), Rows.bytes(message))
                .mapEmpty();
    }

    /** Saves the message that the holder of an upload link has typed so far; null wipes it. */
    public Future<Void> saveMessage(SqlClient db, UUID id, byte @Nullable [] message) {
        return run(db, "update transfer set message = $2 where id = $1", id, Rows.bytes(message)).mapEmpty();
    }

    /**
     * Marks the transfer as delivered or refused; the manifest replaces the message.
     *
     * @param documents the number delivered
     */
    public Future<Void> markSettled(SqlClient db, UUID id, Transfer.State state, byte[] manifest, int documents,
            Instant now) {
        return run(db, """
                update transfer set state = $2, manifest = $3, document_count = $4, message = null, delivered_at = $5
                where id = $1""", id, state.sql(), Rows.bytes(manifest), documents, Rows.time(now))
                .mapEmpty();
    }

    /** Records that a recipient has opened the transfer. Returns true the first time. */
    public Future<Boolean> markOpened(SqlClient db, UUID id, Instant now) {
        return run(db, "update transfer set opened_at = $2 where id = $1 and opened_at is null", id, Rows.time(now))
                .map(rows -> rows.rowCount() == 1);
    }

    /**
     * Records that all documents are downloaded, once each outsider has them. One member of staff is enough, because
     * staff are one organisation. Returns true the first time.
     */
    public Future<Boolean> markAllDownloaded(SqlClient db, UUID id, Instant now) {
        return run(db, """
                update transfer set downloaded_at = $2 where id = $1 and downloaded_at is null
                    and (kind <> 'sent' or not exists (select from recipient
                        where transfer_id = $1 and downloaded_at is null and replaced_at is null))""",
                        id, Rows.time(now))
                .map(rows -> rows.rowCount() == 1);
    }

    /**
     * Moves the end to this moment if it is later, unless staff have said how long the transfer is to be kept. While it
     * is held, its end stays at the end of the hold at least, and this is the end to which lifting leads.
     */
    public Future<Void> shorten(SqlClient db, UUID id, Instant until) {
        return run(db, """
                with free as (select from transfer where id = $1 and not exists (select from event
                        where transfer_id = $1 and kind = 'extended' and staff_id is not null)),
                    held as (update legal_hold set resumes_at = least(resumes_at, $2)
                        where transfer_id = $1 and lifted_at is null and exists (select from free) returning until)
                update transfer set expires_at = greatest($2, (select until from held))
                    where id = $1 and expires_at > $2 and exists (select from free)""",
                        id, Rows.time(until))
                .mapEmpty();
    }

    /** Sets the recipient that pages show. */
    Future<Void> showContact(SqlClient db, UUID id, Party contact) {
        return run(db, "update transfer set contact_name = $2, contact_email = $3 where id = $1", id, contact.name(),
                contact.email())
                .mapEmpty();
    }

    /**
     * Recomputes which documents the present recipients have opened and downloaded. Call it after a recipient was
     * replaced.
     */
    Future<Void> recount(SqlClient db, UUID id) {
        return run(db, """
                update transfer set downloaded_at = null, opened_at =
                    (select min(opened_at) from recipient where transfer_id = $1 and replaced_at is null)
                        where id = $1""", id)
                .compose(done -> run(db, """
                update document d set downloaded_at = (
                    select min(r.at) from receipt r join recipient p on p.id = r.recipient_id
                    where r.document_id = d.id and p.replaced_at is null) where d.transfer_id = $1""", id))
                .mapEmpty();
    }

    /**
     * Wipes the keys and sealed texts of an ended transfer; {@code Links.revokeAll} deletes links, slots and grants in
     * the same transaction.
     */
    public Future<Void> destroyKeys(SqlClient db, UUID id, Transfer.State state) {
        return run(db, """
                with wiped as (update request set asked = null where transfer_id = $1),
                    forgotten as (delete from announced where transfer_id = $1),
                    unreadable as (update statement set sealed = null where transfer_id = $1)
                update transfer set state = $2, share = null, message = null, manifest = null
                    where id = $1""", id, state.sql())
                .mapEmpty();
    }

    /**
     * Writes down which files must be gone before their destruction is signed. A transfer that was never sent and has
     * no documents owes nothing.
     */
    Future<Void> oweDestruction(SqlClient tx, TransferEvent end) {
        return run(tx, """
                insert into owed_destruction (transfer_id, ended_at, withdrawn_by, documents, bytes)
                select t.id, $2, $3, coalesce(array_agg(d.id) filter (where d.id is not null), '{}'),
                    coalesce(sum(d.length), 0)
                from transfer t left join document d on d.transfer_id = t.id where t.id = $1
                group by t.id having t.submitted_at is not null or count(d.id) > 0
                on conflict (transfer_id) do nothing""", end.transfer(), Rows.time(end.at()), end.staff().orElse(null))
                .mapEmpty();
    }

    /** Returns the transfers among these that have ended or do not exist. */
    public Future<List<UUID>> filterEnded(SqlClient db, List<UUID> ids) {
        return run(db, """
                select id from unnest($1::uuid[]) as asked(id)
                where not exists (select from transfer t where t.id = asked.id
                    and t.state not in ('withdrawn', 'destroyed'))""",
                        (Object) ids.toArray(UUID[]::new))
                .map(rows -> Rows.all(rows, row -> row.getUUID("id")));
    }

    /** The reference of the request that the transfer answers, as staff typed it; it is no secret. */
    Future<Optional<String>> findReference(SqlClient db, UUID id) {
        return run(db, "select reference from request where transfer_id = $1 and reference <> ''", id)
                .map(rows -> Rows.first(rows, row -> row.getString("reference")));
    }

    /** The end of the hold that keeps the transfer from being destroyed. Ask once its row is locked. */
    public Future<Optional<Instant>> heldUntil(SqlClient tx, UUID id, Instant now) {
        return run(tx, "select until from legal_hold where transfer_id = $1 and lifted_at is null and until > $2", id,
                        Rows.time(now))
                .map(rows -> Rows.first(rows, row -> Rows.instant(row, "until")));
    }

    /** Moves the end of a transfer. */
    public Future<Void> extend(SqlClient db, UUID id, Instant until) {
        return run(db, "update transfer set expires_at = $2 where id = $1", id, Rows.time(until)).mapEmpty();
    }

    /** Adds a line to the transfer's history. */
    public Future<Void> addEvent(SqlClient db, UUID transfer, String kind, Instant now) {
        return addEvent(db, TransferEvent.of(transfer, kind, now));
    }

    public Future<Void> addEvent(SqlClient db, TransferEvent event) {
        return run(db, "insert into event (transfer_id, at, kind, document_id, staff_id, recipient_id) values ($1, $2, "
                + "$3, $4, $5, $6)",
                        event.transfer(), Rows.time(event.at()), event.kind(), event.document().orElse(null),
                        event.staff().orElse(null), event.recipient().orElse(null))
                .mapEmpty();
    }

    /**
     * Counts the events of some kinds since a moment, for limits.
     *
     * @param kinds words of {@link TransferEvent.Kind}
     */
    Future<Long> countEvents(SqlClient db, UUID transfer, List<String> kinds, Instant since) {
        return run(db, "select count(*) as n from event where transfer_id = $1 and kind = any($2) and at > $3",
                        transfer, kinds.toArray(String[]::new), Rows.time(since))
                .map(rows -> rows.iterator().next().getLong("n"));
    }

    private static Stored stored(Row row) {
        return new Stored(transfer(row), Rows.nullableBytes(row, "share"), Rows.nullableBytes(row, "message"));
    }

    private static TransferNumber number(Row row) {
        return new TransferNumber(row.getString("number"));
    }

    /** A row with {@link #COLUMNS}. */
    public static Transfer transfer(Row row) {
        return new Transfer(
                row.getUUID("id"),
                Optional.of(number(row)),
                Transfer.Kind.of(row.getString("kind")),
                Transfer.State.of(row.getString("state")),
                Language.stored(row.getString("language")),
                new Party(
                        row.getString("sender_name"),
                        row.getString("sender_email"),
                        Optional.ofNullable(row.getString("sender_organisation")),
                        Optional.ofNullable(row.getString("sender_phone"))),
                Party.contact(row.getString("contact_name"), row.getString("contact_email")),
                Optional.ofNullable(row.getUUID("owner_id")),
                row.getBoolean("confirmed"),
                row.getInteger("document_count"),
                Rows.instant(row, "created_at"),
                Rows.optionalInstant(row, "submitted_at"),
                Rows.optionalInstant(row, "delivered_at"),
                Rows.optionalInstant(row, "opened_at"),
                Rows.optionalInstant(row, "downloaded_at"),
                Rows.instant(row, "expires_at"));
    }
}
