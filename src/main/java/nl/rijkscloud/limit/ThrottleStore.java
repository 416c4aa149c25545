package nl.rijkscloud.limit;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.db.Rows;

/** The SQL of {@code throttle}: one row for each subject, limit and window. */
final class ThrottleStore {
    private ThrottleStore() {}

    /**
     * Counts the acts when there is room for all of them; answers whether there was. Test and count are one statement on
     * a locked row, so that parallel acts see each other. The earlier window no longer changes and may be read beside it.
     */
    static Future<Boolean> count(SqlClient tx, byte[] key, int acts, int most, Window window) {
        return Database.run(tx, """
                with room as (
                    select $4::integer - ceil($5::float8 * coalesce(
                        (select hits from throttle where key = $1 and period_start = $2), 0))::integer as most)
                insert into throttle (key, period_start, hits)
                select $1::bytea, $3::timestamptz, $6::integer from room where most >= $6
                on conflict (key, period_start) do update set hits = throttle.hits + $6
                    where throttle.hits + $6 <= (select most from room)
                returning hits""",
                        Buffer.buffer(key), Rows.time(window.before()), Rows.time(window.start()), most,
                        window.weight(), acts)
                .map(rows -> rows.size() > 0);
    }

    static Future<Duration> waitFor(SqlClient tx, byte[] key, int most, Window window) {
        return Database.run(tx, """
                select coalesce(max(hits) filter (where period_start = $2), 0) as earlier,
                       coalesce(max(hits) filter (where period_start = $3), 0) as current
                from throttle where key = $1 and period_start in ($2, $3)""",
                        Buffer.buffer(key), Rows.time(window.before()), Rows.time(window.start()))
                .map(rows -> rows.iterator().next())
                .map(row -> window.wait(most, row.getInteger("earlier"), row.getInteger("current")));
    }

    static Future<Integer> deleteBefore(Database database, Instant instant) {
        return database.run("delete from throttle where period_start < $1", Rows.time(instant))
                .map(rows -> rows.rowCount());
    }
}
