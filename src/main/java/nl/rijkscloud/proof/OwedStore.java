package nl.rijkscloud.proof;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.db.Rows;
import nl.rijkscloud.kernel.Cursor;
import nl.rijkscloud.transfer.TransferNumber;

/** The statements on {@code owed_destruction}. */
final class OwedStore {
    /**
     * An ended transfer about which no statement of destruction has been made.
     *
     * @param number as it is shown to people
     * @param dueAt the end of its time
     * @param keyLost true if it ended because the key was lost that its checks needed
     * @param documents that it had when it ended, refused and unfinished ones included
     * @param bytes the sum of their lengths
     */
    record Owed(
            UUID transfer, String number, String kind, String language, Instant endedAt, Instant dueAt,
            boolean withdrawn, Optional<UUID> withdrawnBy, boolean keyLost, List<UUID> documents, long bytes) {
        Cursor place() {
            return new Cursor(endedAt, transfer);
        }
    }

    private static final String COLUMNS = """
            select t.id, t.number, t.kind, t.language, t.expires_at, t.state, o.ended_at, o.withdrawn_by, o.documents,
                o.bytes, t.expires_at > o.ended_at and exists (
                    select from event e where e.transfer_id = t.id and e.kind = 'key-lost') as key_lost
            from owed_destruction o join transfer t on t.id = o.transfer_id""";

    /** The next ones that ended before {@code limit}, oldest first. */
    Future<List<Owed>> next(SqlClient db, Instant limit, Cursor after, int most) {
        return run(db, COLUMNS + """
                 where o.ended_at < $1 and (o.ended_at, o.transfer_id) > ($2, $3)
                order by o.ended_at, o.transfer_id limit $4""", Rows.time(limit), Rows.time(after.createdAt()),
                        after.id(), most)
                .map(rows -> Rows.all(rows, OwedStore::owed));
    }

    /** @return false if another server has done it, or is doing it */
    Future<Boolean> take(SqlClient tx, UUID transfer) {
        return run(tx, """
                delete from owed_destruction where transfer_id =
                    (select transfer_id from owed_destruction where transfer_id = $1 for update skip locked)""",
                        transfer)
                .map(rows -> rows.rowCount() > 0);
    }

    Future<Long> count(SqlClient db) {
        return run(db, "select count(*) as n from owed_destruction").map(rows -> rows.iterator().next().getLong("n"));
    }

    private static Owed owed(Row row) {
        return new Owed(
                row.getUUID("id"), new TransferNumber(row.getString("number")).shown(), row.getString("kind"),
                row.getString("language"), Rows.instant(row, "ended_at"), Rows.instant(row, "expires_at"),
                row.getString("state").equals("withdrawn"), Optional.ofNullable(row.getUUID("withdrawn_by")),
                row.getBoolean("key_lost"),
                List.of(row.getArrayOfUUIDs("documents")), row.getLong("bytes"));
    }
}
