package nl.rijkscloud.document;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.rijkscloud.db.Rows;
import nl.rijkscloud.document.Document.DocumentState;
import org.jspecify.annotations.Nullable;

/**
 * The statements on {@code document}. Each takes the connection, so that callers decide what belongs in one
 * transaction.
 */
public final class DocumentStore {
    private final AnnouncedStore announced = new AnnouncedStore();

    /** The statements on announced documents. */
    public AnnouncedStore announced() {
        return announced;
    }

    /** Inserts new documents of one transfer; one that has all its bytes is in state {@code checking}. */
    public Future<Void> insert(SqlClient tx, UUID transfer, List<Document> all) {
        return run(tx, """
                insert into document (transfer_id, id, state, client, place, length, upload_offset, epoch, entry,
                    created_at, updated_at)
                select $1, * from unnest($2::uuid[], $3::text[], $4::uuid[], $5::integer[], $6::bigint[], $7::bigint[],
                    $8::bigint[], $9::bytea[], $10::timestamptz[], $11::timestamptz[])""",
                        transfer,
                        all.stream().map(Document::id).toArray(UUID[]::new),
                        all.stream().map(one -> one.state().sql()).toArray(String[]::new),
                        all.stream().map(one -> one.client().orElse(null)).toArray(UUID[]::new),
                        all.stream().map(one -> one.place().orElse(null)).toArray(Integer[]::new),
                        all.stream().map(Document::length).toArray(Long[]::new),
                        all.stream().map(Document::offset).toArray(Long[]::new),
                        all.stream().map(Document::epoch).toArray(Long[]::new),
                        all.stream().map(one -> Rows.bytes(one.entry())).toArray(Buffer[]::new),
                        all.stream().map(one -> Rows.time(one.createdAt())).toArray(OffsetDateTime[]::new),
                        all.stream().map(one -> Rows.time(one.updatedAt())).toArray(OffsetDateTime[]::new))
                .mapEmpty();
    }

    /** The document with this id of a page. */
    public Future<Optional<Document>> ofClient(SqlClient db, UUID transfer, UUID client) {
        return run(db, "select * from document where transfer_id = $1 and client = $2", transfer, client)
                .map(rows -> Rows.first(rows, DocumentStore::document));
    }

    public Future<Optional<Document>> find(SqlClient db, UUID id) {
        return run(db, "select * from document where id = $1", id)
                .map(rows -> Rows.first(rows, DocumentStore::document));
    }

    /** Those of the documents that exist. */
    public Future<List<Document>> find(SqlClient db, List<UUID> ids) {
        return run(db, "select * from document where id = any($1)", (Object) ids.toArray(UUID[]::new))
                .map(rows -> Rows.all(rows, DocumentStore::document));
    }

    /** The documents with these ids of a page; those that do not exist are left out. */
    public Future<List<Document>> ofClients(SqlClient db, UUID transfer, List<UUID> clients) {
        return run(db, "select * from document where transfer_id = $1 and client = any($2)", transfer,
                clients.toArray(UUID[]::new))
                .map(rows -> Rows.all(rows, DocumentStore::document));
    }

    /** Sets the places of documents, by client. */
    public Future<Void> assignPlaces(SqlClient tx, UUID transfer, Map<UUID, Integer> places) {
        var clients = List.copyOf(places.keySet());
        return run(tx, """
                update document d set place = given.place from unnest($2::uuid[], $3::integer[]) as given(client, place)
                where d.transfer_id = $1 and d.client = given.client""",
                        transfer, clients.toArray(UUID[]::new),
                        clients.stream().map(places::get).toArray(Integer[]::new))
                .mapEmpty();
    }

    /** All documents of a transfer, in the order in which they were chosen. */
    public Future<List<Document>> ofTransfer(SqlClient db, UUID transfer) {
        return run(db,
                "select * from document where transfer_id = $1 order by place nulls last, created_at, id", transfer)
                .map(rows -> Rows.all(rows, DocumentStore::document));
    }

    /** True when at least one document was received completely, also if it was refused or removed later. */
    public Future<Boolean> hasComplete(SqlClient db, UUID transfer) {
        return run(db, "select from document where transfer_id = $1 and state <> 'receiving' limit 1", transfer)
                .map(rows -> rows.size() > 0);
    }

    /**
     * Makes the caller the only writer: earlier ones can no longer move the offset. Empty if the document takes no more
     * bytes.
     */
    public Future<Optional<Document>> fence(SqlClient db, UUID id) {
        return run(db, "update document set epoch = epoch + 1 where id = $1 and state = 'receiving' returning *", id)
                .map(rows -> Rows.first(rows, DocumentStore::document));
    }

    /**
     * Moves the offset if the row is still as the writer of this epoch left it. Call it only for bytes that are synced.
     * True if the row changed.
     */
    public Future<Boolean> advance(SqlClient db, Document held, long offset, byte @Nullable [] rest, Instant now) {
        return run(db, """
                update document set upload_offset = $4, rest = $5, updated_at = $6,
                    state = case when $4 = length then 'checking' else state end
                where id = $1 and epoch = $2 and upload_offset = $3 and state = 'receiving'""",
                        held.id(), held.epoch(), held.offset(), offset, Rows.bytes(rest), Rows.time(now))
                .map(rows -> rows.rowCount() == 1);
    }

    /**
     * Moves the offsets of documents to their ends, of those whose row is as the writer of that epoch left it; answers
     * which these are. Call it only when all bytes are synced.
     */
    public Future<Set<UUID>> complete(SqlClient db, List<Document> held, Instant now) {
        return run(db, """
                update document d set upload_offset = length, rest = null, updated_at = $1, state = 'checking'
                from unnest($2::uuid[], $3::bigint[], $4::bigint[]) as held(id, epoch, at)
                where d.id = held.id and d.epoch = held.epoch and d.upload_offset = held.at and d.state = 'receiving'
                returning d.id""",
                        Rows.time(now), held.stream().map(Document::id).toArray(UUID[]::new),
                        held.stream().map(Document::epoch).toArray(Long[]::new),
                        held.stream().map(Document::offset).toArray(Long[]::new))
                .map(rows -> Set.copyOf(Rows.all(rows, row -> row.getUUID("id"))));
    }

    /** Saves the sealed judgement of the content while bytes come, if the row is still that writer's. */
    public Future<Void> saveJudgement(SqlClient db, Document held, byte[] judgement) {
        return run(db, "update document set judgement = $3 where id = $1 and epoch = $2 and state = 'receiving'",
                        held.id(), held.epoch(), Rows.bytes(judgement))
                .mapEmpty();
    }

    /**
     * Refuses a document before all of it has come. False if another writer has the row.
     *
     * @param judgement sealed
     */
    public Future<Boolean> refuse(SqlClient tx, Document held, String refusal, byte[] judgement, Instant now) {
        return run(tx, """
                update document set state = 'refused', refusal = $3, judgement = $4, rest = null, updated_at = $5
                where id = $1 and epoch = $2 and state = 'receiving'""",
                        held.id(), held.epoch(), refusal, Rows.bytes(judgement), Rows.time(now))
                .map(rows -> rows.rowCount() == 1);
    }

    /** True while one of the transfer's documents has not been read back. */
    public Future<Boolean> areBeingChecked(SqlClient db, UUID transfer) {
        return run(db, "select exists (select from document where transfer_id = $1 and state = 'checking')", transfer)
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    /** The number of documents of a transfer, which triggers of the database keep. */
    public Future<Integer> count(SqlClient db, UUID transfer) {
        return run(db, "select documents_held from transfer where id = $1", transfer)
                .map(rows -> Rows.first(rows, row -> row.getInteger(0)).orElse(0));
    }

    /**
     * Saves the part of the manifest that belongs to each delivered document.
     *
     * @param items sealed, in the order of {@code ids}
     */
    public Future<Void> saveItems(SqlClient tx, List<UUID> ids, List<byte[]> items) {
        return run(tx, """
                update document d set item = sealed.item from unnest($1::uuid[], $2::bytea[]) as sealed(id, item)
                    where d.id = sealed.id""",
                        ids.toArray(UUID[]::new), items.stream().map(Rows::bytes).toArray(Buffer[]::new))
                .mapEmpty();
    }

    /**
     * A document of a delivered transfer that still has this recipient; empty if it is not there.
     *
     * @return its sealed part of the manifest, which is empty when an older version delivered it
     */
    public Future<Optional<Optional<byte[]>>> deliveredItem(SqlClient db, UUID transfer, UUID recipient, UUID id) {
        return run(db, """
                select d.item from document d join transfer t on t.id = d.transfer_id and t.state = 'delivered'
                    join recipient r on r.transfer_id = t.id and r.id = $3 and r.replaced_at is null
                where d.id = $1 and d.transfer_id = $2""", id, transfer, recipient)
                .map(rows -> Rows.first(rows, row -> Optional.ofNullable(Rows.nullableBytes(row, "item"))));
    }

    /** The bytes of all accepted documents of a transfer. */
    public Future<Long> acceptedSize(SqlClient db, UUID transfer) {
        return run(db, "select coalesce(sum(length), 0)::bigint from document where transfer_id = $1 "
                + "and state = 'accepted'", transfer)
                .map(rows -> rows.iterator().next().getLong(0));
    }

    public Future<Void> delete(SqlClient db, UUID id) {
        return run(db, "delete from document where id = $1", id).mapEmpty();
    }

    /** Deletes all documents of a transfer, and returns them so that the caller can delete their files. */
    public Future<List<UUID>> deleteAll(SqlClient db, UUID transfer) {
        return run(db, "delete from document where transfer_id = $1 returning id", transfer)
                .map(rows -> Rows.all(rows, row -> row.getUUID("id")));
    }

    /** Records a complete download; the time of the first one stays. */
    public Future<Void> markDownloaded(SqlClient db, UUID id, Instant now) {
        return run(db, "update document set downloaded_at = $2 where id = $1 and downloaded_at is null", id,
                Rows.time(now)).mapEmpty();
    }

    private static Document document(Row row) {
        return new Document(
                row.getUUID("id"),
                row.getUUID("transfer_id"),
                DocumentState.of(row.getString("state")),
                Optional.ofNullable(row.getString("refusal")),
                row.getLong("length"),
                row.getLong("upload_offset"),
                row.getLong("epoch"),
                Rows.nullableBytes(row, "rest"),
                Rows.bytes(row, "entry"),
                Rows.nullableBytes(row, "digests"),
                Rows.nullableBytes(row, "judgement"),
                Rows.nullableBytes(row, "scan"),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"),
                Rows.optionalInstant(row, "downloaded_at"),
                Optional.ofNullable(row.getUUID("client")),
                Optional.ofNullable(row.getInteger("place")),
                Rows.optionalInstant(row, "scan_held_since"));
    }
}
