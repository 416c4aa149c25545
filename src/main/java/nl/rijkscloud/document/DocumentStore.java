package nl.rijkscloud.document;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import nl.rijkscloud.db.Rows;

/** The statements on {@code document}. Each takes the connection, so that callers decide what belongs in one transaction. */
public final class DocumentStore {
    private final AnnouncedStore announced = new AnnouncedStore();

    /** What is to become documents. */
    public AnnouncedStore announced() {
        return announced;
    }

    /** @param place nothing until it is announced, see {@link AnnouncedStore} */
    public Future<Void> insert(
            SqlClient db, UUID id, UUID transfer, Optional<UUID> client, Optional<Integer> place, long length, byte[] entry, Instant now) {
        return run(db, """
                insert into document (id, transfer_id, state, client, place, length, entry, created_at, updated_at)
                values ($1, $2, 'receiving', $3, $4, $5, $6, $7, $7)""",
                        id, transfer, client.orElse(null), place.orElse(null), length, Rows.bytes(entry), Rows.time(now))
                .mapEmpty();
    }

    /** The document that a page calls by this name. */
    public Future<Optional<Document>> ofClient(SqlClient db, UUID transfer, UUID client) {
        return run(db, "select * from document where transfer_id = $1 and client = $2", transfer, client)
                .map(rows -> Rows.first(rows, DocumentStore::document));
    }

    public Future<Optional<Document>> find(SqlClient db, UUID id) {
        return run(db, "select * from document where id = $1", id).map(rows -> Rows.first(rows, DocumentStore::document));
    }

    /** Those of these that are there. */
    public Future<List<Document>> find(SqlClient db, List<UUID> ids) {
        return run(db, "select * from document where id = any($1)", (Object) ids.toArray(UUID[]::new))
                .map(rows -> Rows.all(rows, DocumentStore::document));
    }

    /** Those that are there. */
    public Future<List<Document>> ofClients(SqlClient db, UUID transfer, List<UUID> clients) {
        return run(db, "select * from document where transfer_id = $1 and client = any($2)", transfer, clients.toArray(UUID[]::new))
                .map(rows -> Rows.all(rows, DocumentStore::document));
    }

    /** Gives documents their places, by client. */
    public Future<Void> assignPlaces(SqlClient tx, UUID transfer, Map<UUID, Integer> places) {
        var clients = List.copyOf(places.keySet());
        return run(tx, """
                update document d set place = given.place from unnest($2::uuid[], $3::integer[]) as given(client, place)
                where d.transfer_id = $1 and d.client = given.client""",
                        transfer, clients.toArray(UUID[]::new), clients.stream().map(places::get).toArray(Integer[]::new))
                .mapEmpty();
    }

    /** All documents of a transfer, in the order in which they were chosen. */
    public Future<List<Document>> ofTransfer(SqlClient db, UUID transfer) {
        return run(db, "select * from document where transfer_id = $1 order by place nulls last, created_at, id", transfer)
                .map(rows -> Rows.all(rows, DocumentStore::document));
    }

    /** True when all bytes of at least one document have come, whatever became of it. */
    public Future<Boolean> hasComplete(SqlClient db, UUID transfer) {
        return run(db, "select from document where transfer_id = $1 and state <> 'receiving' limit 1", transfer).map(rows -> rows.size() > 0);
    }

    /** Makes the caller the one writer: all earlier ones can no longer move the offset. Nothing when it takes no more bytes. */
    public Future<Optional<Document>> fence(SqlClient db, UUID id) {
        return run(db, "update document set epoch = epoch + 1 where id = $1 and state = 'receiving' returning *", id)
                .map(rows -> Rows.first(rows, DocumentStore::document));
    }

    /** Moves the offset, if the row is still as the writer of this epoch left it. Call it only for what is on disk. */
    public Future<Boolean> advance(SqlClient db, Document held, long offset, byte[] rest, Instant now) {
        return run(db, """
                update document set upload_offset = $4, rest = $5, updated_at = $6,
                    state = case when $4 = length then 'checking' else state end
                where id = $1 and epoch = $2 and upload_offset = $3 and state = 'receiving'""",
                        held.id(), held.epoch(), held.offset(), offset, Rows.bytes(rest), Rows.time(now))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Notes what a document is while its bytes come, if the row is still that writer's. @param judgement sealed */
    public Future<Void> saveJudgement(SqlClient db, Document held, byte[] judgement) {
        return run(db, "update document set judgement = $3 where id = $1 and epoch = $2 and state = 'receiving'",
                        held.id(), held.epoch(), Rows.bytes(judgement))
                .mapEmpty();
    }

    /** Refuses a document before all of it has come. False when another writer has it. @param judgement sealed */
    public Future<Boolean> refuse(SqlClient tx, Document held, String refusal, byte[] judgement, Instant now) {
        return run(tx, """
                update document set state = 'refused', refusal = $3, judgement = $4, rest = null, updated_at = $5
                where id = $1 and epoch = $2 and state = 'receiving'""",
                        held.id(), held.epoch(), refusal, Rows.bytes(judgement), Rows.time(now))
                .map(rows -> rows.rowCount() == 1);
    }

    /** True while one of the transfer's documents has not been read back. The first that is found answers. */
    public Future<Boolean> areBeingChecked(SqlClient db, UUID transfer) {
        return run(db, "select exists (select from document where transfer_id = $1 and state = 'checking')", transfer)
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    /** How many documents a transfer has. The database keeps the number. */
    public Future<Integer> count(SqlClient db, UUID transfer) {
        return run(db, "select documents_held from transfer where id = $1", transfer)
                .map(rows -> Rows.first(rows, row -> row.getInteger(0)).orElse(0));
    }

    /** Records what the manifest says of each delivered document. @param items sealed, in the order of {@code ids} */
    public Future<Void> saveItems(SqlClient tx, List<UUID> ids, List<byte[]> items) {
        return run(tx, """
                update document d set item = sealed.item from unnest($1::uuid[], $2::bytea[]) as sealed(id, item) where d.id = sealed.id""",
                        ids.toArray(UUID[]::new), items.stream().map(Rows::bytes).toArray(Buffer[]::new))
                .mapEmpty();
    }

    /** What the manifest says of a delivered document, sealed; empty when it was delivered by a version that did not keep this. */
    public Future<Optional<byte[]>> item(SqlClient db, UUID transfer, UUID id) {
        return run(db, "select item from document where id = $1 and transfer_id = $2", id, transfer)
                .map(rows -> Rows.first(rows, row -> Optional.ofNullable(Rows.bytes(row, "item"))).flatMap(Function.identity()));
    }

    public Future<Void> delete(SqlClient db, UUID id) {
        return run(db, "delete from document where id = $1", id).mapEmpty();
    }

    /** Deletes all rows of a transfer; answers whose files are to go with them. */
    public Future<List<UUID>> deleteAll(SqlClient db, UUID transfer) {
        return run(db, "delete from document where transfer_id = $1 returning id", transfer)
                .map(rows -> Rows.all(rows, row -> row.getUUID("id")));
    }

    /** Records a complete download; the first of all recipients stays. */
    public Future<Void> markDownloaded(SqlClient db, UUID id, Instant now) {
        return run(db, "update document set downloaded_at = $2 where id = $1 and downloaded_at is null", id, Rows.time(now)).mapEmpty();
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
                Rows.bytes(row, "rest"),
                Rows.bytes(row, "entry"),
                Rows.bytes(row, "digests"),
                Rows.bytes(row, "judgement"),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"),
                Optional.ofNullable(Rows.instant(row, "downloaded_at")),
                Optional.ofNullable(row.getUUID("client")),
                Optional.ofNullable(row.getInteger("place")));
    }
}
