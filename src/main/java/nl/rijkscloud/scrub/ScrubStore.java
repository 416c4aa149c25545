package nl.rijkscloud.scrub;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.db.Rows;

/** The statements on {@code scrub}, which has one row, and on {@code scrub_finding}. */
final class ScrubStore {
    static final UUID FIRST = new UUID(0, 0);

    private static final String DOCUMENT = "select d.id, d.transfer_id, d.length, d.ciphertext_sums, ";

    /**
     * A document that is complete.
     *
     * @param sums see {@code SegmentSums}; empty if it was read back before sums were taken
     * @param part where to begin
     * @param isKnown true if it is damaged as far as we know
     * @param isAgain true if it is read for that alone, out of the order of the pass
     */
    record Stored(
            UUID id, UUID transfer, long length, Optional<byte[]> sums, int part, boolean isKnown, boolean isAgain) {
        @Override
        public String toString() {
            return "Stored[" + id + "]";
        }
    }

    /**
     * The place that a pass has reached.
     *
     * @param last all documents up to this one have been read
     * @param reading the one after it, if it was begun
     * @param part the number of its parts that have been read
     * @param withoutSums documents that could not be compared
     */
    record Place(UUID last, Optional<UUID> reading, int part, long documents, long bytes, long withoutSums) {
        static final Place START = new Place(FIRST, Optional.empty(), 0, 0, 0, 0);
    }

    /**
     * @param isRunning false if no pass is due, and only damaged documents are
     * @param checksWait true while documents wait to be read back
     */
    record Lease(boolean isRunning, Place place, boolean checksWait) {}

    /** Everything about the scrub that people see. */
    record Status(Optional<Instant> beganAt, Optional<Instant> endedAt, Optional<Instant> wholeAt, Place place) {}

    record Finding(UUID document, UUID transfer, String kind, Instant foundAt) {}

    /**
     * Takes or renews the lease if something is due, and begins a pass if that is. Empty while another server has it.
     *
     * @param before a pass that began before this moment is followed by another
     * @param looked damaged documents that were read before this moment are read again
     */
    Future<Optional<Lease>> lease(SqlClient db, UUID node, Duration lease, Instant now, Instant before,
            Instant looked) {
        return run(db, """
                with due as (
                    select one, began_at is null or (ended_at is not null and began_at <= $4) as begins from scrub
                    where node = $1 or lease_until is null or lease_until <= now() for update)
                update scrub s set node = $1, lease_until = now() + make_interval(secs => $2),
                    began_at = case when begins then $3 else began_at end,
                    ended_at = case when begins then null else ended_at end,
                    last = case when begins then $6 else last end,
                    reading = case when begins then null else reading end,
                    part = case when begins then 0 else part end,
                    documents = case when begins then 0 else documents end,
                    bytes = case when begins then 0 else bytes end,
                    without_sums = case when begins then 0 else without_sums end
                from due where s.one = due.one and (begins or ended_at is null
                    or exists (select from scrub_finding where looked_at <= $5))
                returning s.*, exists (select from document where state = 'checking' and check_turn is not null)
                    as checks_wait""",
                        node, (double) lease.toSeconds(), Rows.time(now), Rows.time(before), Rows.time(looked), FIRST)
                .map(rows -> Rows.first(rows, row -> new Lease(
                        row.getValue("ended_at") == null, place(row), row.getBoolean("checks_wait"))));
    }

    /** Writes down how far this server has come. False if another one has taken over. */
    Future<Boolean> save(SqlClient db, UUID node, Place place) {
        return run(db, """
                update scrub set last = $2, reading = $3, part = $4, documents = $5, bytes = $6, without_sums = $7
                where node = $1""", node, place.last(), place.reading().orElse(null), place.part(), place.documents(),
                        place.bytes(), place.withoutSums())
                .map(rows -> rows.rowCount() == 1);
    }

    /** Ends the pass: all documents have been read. */
    Future<Void> end(SqlClient db, UUID node, Instant now) {
        return run(db, "update scrub set ended_at = $2, whole_at = $2 where node = $1 and ended_at is null", node,
                Rows.time(now)).mapEmpty();
    }

    /** Lets another server go on at once. */
    Future<Void> release(SqlClient db, UUID node) {
        return run(db, "update scrub set lease_until = null, node = null where node = $1", node).mapEmpty();
    }

    /** The next documents of the pass; a document that was begun continues. */
    Future<List<Stored>> next(SqlClient db, Place place, int most) {
        return run(db, DOCUMENT + """
                case when d.id = $2 then $3 else 0 end as part, f.document_id is not null as known,
                    false as again
                from document d left join scrub_finding f on f.document_id = d.id
                where d.state = 'accepted' and d.id > $1 order by d.id limit $4""",
                        place.last(), place.reading().orElse(null), place.part(), most)
                .map(rows -> Rows.all(rows, ScrubStore::stored));
    }

    /** Damaged documents that were last read before that moment, from their damage on. */
    Future<List<Stored>> damaged(SqlClient db, Instant looked, int most) {
        return run(db, DOCUMENT + """
                f.part, true as known, true as again from scrub_finding f join document d on d.id = f.document_id
                where f.looked_at <= $1 order by f.looked_at limit $2""", Rows.time(looked), most)
                .map(rows -> Rows.all(rows, ScrubStore::stored));
    }

    /**
     * Records a damaged document. False if it is gone by now: a row goes before its file, so that a document which is
     * deleted while it is read is no finding.
     */
    Future<Boolean> record(SqlClient tx, UUID document, DocumentReading.State kind, int part, Instant now) {
        return run(tx, """
                insert into scrub_finding (document_id, kind, part, found_at, looked_at)
                select id, $2, $3, $4, $4 from document where id = $1 and state = 'accepted' for key share
                on conflict (document_id) do update set kind = $2, part = $3, looked_at = $4""",
                        document, kind.word(), part, Rows.time(now))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Forgets a finding: the document is whole again. False if there was none. */
    Future<Boolean> forget(SqlClient tx, UUID document) {
        return run(tx, "delete from scrub_finding where document_id = $1", document).map(rows -> rows.rowCount() == 1);
    }

    Future<Long> count(SqlClient db) {
        return run(db, "select count(*) as n from scrub_finding").map(rows -> rows.iterator().next().getLong("n"));
    }

    Future<Status> status(SqlClient db) {
        return run(db, "select * from scrub").map(rows -> {
            var row = rows.iterator().next();
            return new Status(Rows.optionalInstant(row, "began_at"), Rows.optionalInstant(row, "ended_at"),
                    Rows.optionalInstant(row, "whole_at"), place(row));
        });
    }

    /** The oldest findings. */
    Future<List<Finding>> findings(SqlClient db, int most) {
        return run(db, """
                select f.document_id, d.transfer_id, f.kind, f.found_at
                from scrub_finding f join document d on d.id = f.document_id
                order by f.found_at, f.document_id limit $1""", most)
                .map(rows -> Rows.all(rows, row -> new Finding(row.getUUID("document_id"),
                        row.getUUID("transfer_id"), row.getString("kind"), Rows.instant(row, "found_at"))));
    }

    private static Stored stored(Row row) {
        return new Stored(row.getUUID("id"), row.getUUID("transfer_id"), row.getLong("length"),
                Optional.ofNullable(Rows.nullableBytes(row, "ciphertext_sums")), row.getInteger("part"),
                row.getBoolean("known"), row.getBoolean("again"));
    }

    private static Place place(Row row) {
        return new Place(row.getUUID("last"), Optional.ofNullable(row.getUUID("reading")), row.getInteger("part"),
                row.getLong("documents"), row.getLong("bytes"), row.getLong("without_sums"));
    }
}
