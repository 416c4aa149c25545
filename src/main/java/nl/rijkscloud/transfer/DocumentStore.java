package nl.rijkscloud.transfer;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.db.Rows;

/** The statements on {@code document}. Each takes the connection, so that callers decide what belongs in one transaction. */
public final class DocumentStore {
    private static final String ACCEPTED = DocumentState.ACCEPTED.sql();

    public Future<Void> insert(SqlClient db, UUID id, UUID transfer, long length, byte[] entry, Instant now) {
        return run(db, """
                insert into document (id, transfer_id, state, length, entry, created_at, updated_at)
                values ($1, $2, 'receiving', $3, $4, $5, $5)""",
                        id, transfer, length, Rows.bytes(entry), Rows.time(now))
                .mapEmpty();
    }

    public Future<Optional<Document>> find(SqlClient db, UUID id) {
        return run(db, "select * from document where id = $1", id).map(rows -> Rows.first(rows, DocumentStore::document));
    }

    /** All documents of a transfer, in the order in which they were added. */
    public Future<List<Document>> ofTransfer(SqlClient db, UUID transfer) {
        return run(db, "select * from document where transfer_id = $1 order by created_at, id", transfer)
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

    /** Settles a check; false when somebody else has, or the document is gone. */
    public Future<Boolean> accept(SqlClient db, UUID id, byte[] digests, Instant now) {
        return run(db, "update document set state = $4, digests = $2, updated_at = $3 where id = $1 and state = 'checking'",
                        id, Rows.bytes(digests), Rows.time(now), ACCEPTED)
                .map(rows -> rows.rowCount() == 1);
    }

    public Future<Boolean> refuse(SqlClient db, UUID id, String refusal, Instant now) {
        return run(db, """
                update document set state = 'refused', refusal = $2, updated_at = $3
                where id = $1 and state = 'checking'""", id, refusal, Rows.time(now))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Documents that wait to be read back, oldest first. */
    public Future<List<Document>> checking(SqlClient db, int most) {
        return run(db, "select * from document where state = 'checking' order by updated_at limit $1", most)
                .map(rows -> Rows.all(rows, DocumentStore::document));
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
    public Future<Void> downloaded(SqlClient db, UUID id, Instant now) {
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
                Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"),
                Optional.ofNullable(Rows.instant(row, "downloaded_at")));
    }
}
