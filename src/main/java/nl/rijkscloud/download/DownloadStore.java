package nl.rijkscloud.download;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.UUID;
import nl.rijkscloud.db.Rows;

/** The statements on {@code download}. */
final class DownloadStore {
    /**
     * Adds a range to what a session has of a document, if that leaves no gap.
     *
     * @return how many bytes from the start it has now; 0 also when the session has ended meanwhile
     */
    Future<Long> advance(SqlClient db, byte[] session, UUID document, ByteRange range) {
        return run(db, """
                insert into download as d (session_id, document_id, received)
                select id, $2, case when $3::bigint = 0 then $4::bigint else 0 end from session where id = $1
                on conflict (session_id, document_id) do update
                set received = greatest(d.received, case when $3::bigint <= d.received then $4::bigint else 0 end)
                returning received""",
                        Rows.bytes(session), document, range.start(), range.end())
                .map(rows -> Rows.first(rows, row -> row.getLong("received")).orElse(0L));
    }
}
