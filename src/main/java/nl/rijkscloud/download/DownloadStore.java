package nl.rijkscloud.download;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.UUID;
import nl.rijkscloud.db.Rows;

/** The statements on {@code download}. */
final class DownloadStore {
    /**
     * Adds a range to what a browser has of a document, if that leaves no gap. It may have fetched the beginning under the session that this one took
     * the place of.
     *
     * @return how many bytes from the start it has now; 0 also when the session has ended meanwhile
     */
    Future<Long> advance(SqlClient db, byte[] session, UUID document, ByteRange range) {
        return run(db, """
                with has as (
                    select coalesce(max(d.received), 0) as received from session s join session other on other.family = s.family
                    join download d on d.session_id = other.id and d.document_id = $2 where s.id = $1)
                insert into download as d (session_id, document_id, received)
                select id, $2, greatest(has.received, case when $3::bigint <= has.received then $4::bigint else 0 end) from session, has where id = $1
                on conflict (session_id, document_id) do update set received = greatest(d.received, excluded.received)
                returning received""",
                        Rows.bytes(session), document, range.start(), range.end())
                .map(rows -> Rows.first(rows, row -> row.getLong("received")).orElse(0L));
    }
}
