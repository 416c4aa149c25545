package nl.rijkscloud.blob;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.db.Rows;
import org.jspecify.annotations.Nullable;

/**
 * The account of a store of objects: which documents it has, and which objects in which order are their bytes. Only a
 * writer whose epoch is the document's may add to it, and each statement asks for that under the row's lock. Blocks.
 */
final class ObjectRecordStore {
    /**
     * @param header encoded
     * @param segments recorded ones
     * @param wholeEpoch of the writer that finished the document; empty while it may be written
     */
    record Blob(
            UUID document, UUID transfer, byte[] header, long epoch, long segments, Optional<Long> wholeEpoch,
            Instant writtenAt) {
        @Override
        public String toString() {
            return "Blob[" + document + "]";
        }
    }

    /**
     * An object that is part of a document.
     *
     * @param segments the number that counts; smaller than the object's own number after it was cut back
     * @param length of the object
     * @param epoch of its writer
     */
    record Part(long first, int segments, int length, long epoch, UUID name) {}

    private static final int FIRST_BYTE = Long.SIZE - Byte.SIZE;

    private static final String CUT = """
            cut as (
                delete from stored_object o using own
                where o.document_id = own.document_id and o.first_segment >= $3 returning o.*),
            shortened as (
                update stored_object o set segments = ($3 - o.first_segment)::integer from own
                where o.document_id = own.document_id and o.first_segment < $3 and o.first_segment + o.segments > $3)
            select cut.* from own left join cut on true""";

    private final Database database;

    ObjectRecordStore(Database database) {
        this.database = database;
    }

    /** Adds a document without segments. False if there is one with this id. */
    boolean insert(UUID document, UUID transfer, byte[] header, long epoch) {
        return wait(database.run("""
                insert into stored_blob (document_id, transfer_id, header, epoch) values ($1, $2, $3, $4)
                on conflict do nothing""", document, transfer, Rows.bytes(header), epoch)
                .map(done -> done.rowCount() == 1));
    }

    /** A document that is not in quarantine. */
    Optional<Blob> find(UUID document) {
        return wait(database.run("""
                select * from stored_blob b where document_id = $1
                    and not exists (select from stored_quarantine q where q.document_id = b.document_id)""", document)
                .map(rows -> Rows.first(rows, ObjectRecordStore::blob)));
    }

    /** The parts of a document in order, from the one that holds this segment on, a bounded number of them. */
    List<Part> parts(UUID document, long segment, int most) {
        return wait(database.run("""
                select * from stored_object where document_id = $1 and first_segment >= coalesce((
                    select max(first_segment) from stored_object where document_id = $1 and first_segment <= $2), 0)
                order by first_segment limit $3""", document, segment, most)
                .map(rows -> Rows.all(rows, ObjectRecordStore::part)));
    }

    /**
     * Makes the writer of this epoch the only one, and forgets the segments from {@code next} on. Returns the objects
     * that do not count any more; empty if a later writer has the document, it is whole, or it has fewer segments.
     */
    Optional<List<Part>> fence(UUID document, long epoch, long next) {
        return wait(database.run("""
                with own as (
                    update stored_blob set epoch = $2, segments = $3, written_at = now()
                    where document_id = $1 and epoch < $2 and segments >= $3 and whole_epoch is null
                    returning document_id),
                """ + CUT, document, epoch, next)
                .map(ObjectRecordStore::cut));
    }

    /** Forgets segments of the writer of this epoch; as {@link #fence}. */
    Optional<List<Part>> cutBack(UUID document, long epoch, long next) {
        return wait(database.run("""
                with own as (
                    update stored_blob set segments = $3
                    where document_id = $1 and epoch = $2 and segments >= $3 and whole_epoch is null
                    returning document_id),
                """ + CUT, document, epoch, next)
                .map(ObjectRecordStore::cut));
    }

    private static Optional<List<Part>> cut(Iterable<Row> rows) {
        var fenced = false;
        var parts = new ArrayList<Part>();
        for (var row : rows) {
            fenced = true;
            if (row.getUUID("name") != null) {
                parts.add(part(row));
            }
        }
        return fenced ? Optional.of(parts) : Optional.empty();
    }

    /**
     * Records parts that follow the recorded segments, all or none.
     *
     * @param from segments that are recorded
     * @param whole true if this is the end of the document
     * @return false if another writer has the document
     */
    boolean record(UUID document, long epoch, long from, List<Part> parts, boolean whole) {
        return wait(database.run("""
                with own as (
                    update stored_blob set segments = $4, written_at = now(), whole_epoch = case when $5 then epoch end
                    where document_id = $1 and epoch = $2 and segments = $3 and whole_epoch is null
                    returning document_id, epoch),
                added as (
                    insert into stored_object (document_id, first_segment, segments, length, epoch, name)
                    select own.document_id, part.first, part.segments, part.length, own.epoch, part.name
                    from own, unnest($6::bigint[], $7::integer[], $8::integer[], $9::uuid[])
                        as part(first, segments, length, name))
                select from own""",
                        document, epoch, from, from + parts.stream().mapToLong(Part::segments).sum(), whole,
                        parts.stream().map(Part::first).toArray(Long[]::new),
                        parts.stream().map(Part::segments).toArray(Integer[]::new),
                        parts.stream().map(Part::length).toArray(Integer[]::new),
                        parts.stream().map(Part::name).toArray(UUID[]::new))
                .map(rows -> rows.size() == 1));
    }

    /** Lets a document be written again whose mark is older than this epoch. */
    boolean reopen(UUID document, long epoch) {
        return wait(database.run("""
                update stored_blob set whole_epoch = null where document_id = $1 and whole_epoch < $2""",
                        document, epoch)
                .map(done -> done.rowCount() == 1));
    }

    void delete(UUID document) {
        wait(database.run("""
                with blob as (delete from stored_blob where document_id = $1)
                delete from stored_quarantine where document_id = $1""", document));
    }

    /** The documents without recorded objects, by the first byte of their ids. */
    List<UUID> begun(int part) {
        return wait(database.run("""
                select document_id from stored_blob where document_id between $1 and $2 and segments = 0""",
                        new UUID((long) part << FIRST_BYTE, 0), new UUID(((part + 1L) << FIRST_BYTE) - 1, -1))
                .map(rows -> Rows.all(rows, row -> row.getUUID("document_id"))));
    }

    /** Those of these documents that are known. */
    List<Blob> all(List<UUID> documents) {
        return wait(database.run("select * from stored_blob where document_id = any($1)",
                        (Object) documents.toArray(UUID[]::new))
                .map(rows -> Rows.all(rows, ObjectRecordStore::blob)));
    }

    /** The names of all objects that are recorded for a document. */
    Set<UUID> names(UUID document) {
        return wait(database.run("select name from stored_object where document_id = $1", document)
                .map(rows -> Set.copyOf(Rows.all(rows, row -> row.getUUID("name")))));
    }

    boolean takeAside(UUID document, Instant now) {
        return wait(database.run("insert into stored_quarantine values ($1, $2) on conflict do nothing", document,
                        Rows.time(now))
                .map(done -> done.rowCount() == 1));
    }

    boolean putBack(Quarantine.Entry entry) {
        return wait(database.run("delete from stored_quarantine where document_id = $1", entry.document())
                .map(done -> done.rowCount() == 1));
    }

    List<Quarantine.Entry> aside() {
        return wait(database.run("select * from stored_quarantine order by document_id")
                .map(rows -> Rows.all(rows, row ->
                        new Quarantine.Entry(row.getUUID("document_id"), Rows.instant(row, "since")))));
    }

    private static Blob blob(Row row) {
        return new Blob(row.getUUID("document_id"), row.getUUID("transfer_id"), Rows.bytes(row, "header"),
                row.getLong("epoch"), row.getLong("segments"), Optional.ofNullable(row.getLong("whole_epoch")),
                Rows.instant(row, "written_at"));
    }

    private static Part part(Row row) {
        return new Part(row.getLong("first_segment"), row.getInteger("segments"), row.getInteger("length"),
                row.getLong("epoch"), row.getUUID("name"));
    }

    /** Purposes limit the time of each statement. */
    private static <T extends @Nullable Object> T wait(Future<T> statement) {
        try {
            return statement.toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException known ? known : failed;
        }
    }
}
