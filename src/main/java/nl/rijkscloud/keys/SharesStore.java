package nl.rijkscloud.keys;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.UUID;
import nl.rijkscloud.db.Rows;

/** The statements on the sealed shares of transfers, by the version of the key over them. */
final class SharesStore {
    record Row(UUID transfer, byte[] sealed) {
        @Override
        public String toString() {
            return "Row[" + transfer + "]";
        }
    }

    /**
     * Locks transfers whose share lies under this version, by rising id, and skips those that others hold: it never
     * waits for a delivery, a withdrawal or an expiry.
     */
    Future<List<Row>> hold(SqlClient tx, int version, UUID after, int most) {
        return run(tx, """
                select id, share from transfer where share is not null and share_version(share) = $1 and id > $2
                order by id limit $3 for no key update skip locked""", version, after, most)
                .map(rows -> Rows.all(rows, row -> new Row(row.getUUID("id"), Rows.bytes(row, "share"))));
    }

    /** Writes the shares of locked transfers. */
    Future<Void> write(SqlClient tx, List<Row> rows) {
        return run(tx, """
                update transfer t set share = fresh.share
                from unnest($1::uuid[], $2::bytea[]) as fresh (id, share) where t.id = fresh.id""",
                        rows.stream().map(Row::transfer).toArray(UUID[]::new),
                        rows.stream().map(row -> Rows.bytes(row.sealed())).toArray(Buffer[]::new))
                .mapEmpty();
    }

    Future<Long> count(SqlClient db, int version) {
        return run(db, "select count(*) as n from transfer where share is not null and share_version(share) = $1",
                version).map(rows -> rows.iterator().next().getLong("n"));
    }

    /** Counts the shares under versions before this one. */
    Future<Long> countBefore(SqlClient db, int version) {
        return run(db, "select count(*) as n from transfer where share is not null and share_version(share) < $1",
                version).map(rows -> rows.iterator().next().getLong("n"));
    }
}
