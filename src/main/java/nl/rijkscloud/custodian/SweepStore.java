package nl.rijkscloud.custodian;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import nl.rijkscloud.db.Rows;

/** The statements by which rows are compared with files. */
final class SweepStore {
    private static final int FIRST_BYTE = Long.SIZE - Byte.SIZE;

    /** Says what came of a comparison of all files. Of several nodes the last one counts. */
    Future<Void> record(SqlClient db, Instant at, int deleted, int missing) {
        return run(db, """
                insert into sweep (finished_at, deleted, missing) values ($1, $2, $3)
                on conflict (one) do update set finished_at = $1, deleted = $2, missing = $3""", Rows.time(at), deleted, missing)
                .mapEmpty();
    }

    /** The documents whose id begins with this byte and that should have a file; a refused one's is deleted. */
    Future<Set<UUID>> withFile(SqlClient db, int firstByte) {
        var first = (long) firstByte << FIRST_BYTE;
        var last = first | (1L << FIRST_BYTE) - 1;
        return run(db, "select id from document where id between $1 and $2 and state <> 'refused'",
                        new UUID(first, 0), new UUID(last, -1))
                .map(rows -> new HashSet<>(Rows.all(rows, row -> row.getUUID("id"))));
    }
}
