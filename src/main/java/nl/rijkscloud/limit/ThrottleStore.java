package nl.rijkscloud.limit;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.db.Rows;

/** The statements on {@code throttle}: one row for each subject, limit and window. */
final class ThrottleStore {
    private ThrottleStore() {}

    /**
     * Counts the acts if there is room for all of them, and returns true then. Test and count are one statement on a
     * locked row, so that parallel acts see each other. The earlier window no longer changes and may be read without a
     * lock.
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

    /**
     * Counts acts of the whole portal without waiting: in a row that no other transaction holds, or in a new one. Acts
     * at the same moment do not see each other, so the limit may be exceeded by the number of concurrent transactions.
     */
    static Future<Boolean> countShared(SqlClient tx, byte[] key, int acts, int most, Window window) {
        return Database.run(tx, """
                with room as (
                    select $6::integer + coalesce(sum(hits) filter (where period_start = $3::timestamptz), 0) <=
                        $4::integer
                        - ceil($5::float8 * coalesce(sum(hits) filter (where period_start = $2::timestamptz), 0)) as
                            fits
                    from throttle_part where key = $1::bytea and period_start in ($2, $3)),
                free as (
                    select part from throttle_part where key = $1 and period_start = $3 and (select fits from room)
                    limit 1 for update skip locked),
                counted as (
                    update throttle_part t set hits = t.hits + $6 from free
                    where t.key = $1 and t.period_start = $3 and t.part = free.part),
                added as (
                    insert into throttle_part (key, period_start, part, hits)
                    select $1, $3, (random() * 2147483646)::integer, $6 from room where fits and not exists (select
                        from free))
                select fits from room""",
                        Buffer.buffer(key), Rows.time(window.before()), Rows.time(window.start()), most,
                        window.weight(), acts)
                .map(rows -> rows.iterator().next().getBoolean("fits"));
    }

    /** The time until one more act is allowed, if nothing else is counted. */
    static Future<Duration> findWait(SqlClient tx, byte[] key, int most, Window window) {
        return Database.run(tx, """
                select coalesce(sum(hits) filter (where period_start = $2), 0)::integer as earlier,
                       coalesce(sum(hits) filter (where period_start = $3), 0)::integer as current
                from (select * from throttle union all select key, period_start, hits from throttle_part) as every
                where key = $1 and period_start in ($2, $3)""",
                        Buffer.buffer(key), Rows.time(window.before()), Rows.time(window.start()))
                .map(rows -> rows.iterator().next())
                .map(row -> window.wait(most, row.getInteger("earlier"), row.getInteger("current")));
    }

    /**
     * Deletes counts that no window reaches back to, and returns their number. A window starts at a multiple of its
     * period: one that does not start on the hour belongs to a minute and is soon over, one that does not start on a
     * day is not a day's. So the table stays small although each act counts for several networks.
     */
    static Future<Integer> clear(Database database, Instant now) {
        var over = """
                period_start < $1::timestamptz - interval '2 days'
                or period_start < $1 - interval '2 hours' and extract(epoch from period_start)::bigint % 86400 <> 0
                or period_start < $1 - interval '2 minutes' and extract(epoch from period_start)::bigint % 3600 <> 0""";
        return database.run("""
                with parts as (delete from throttle_part where %1$s returning 1), rows as (delete from throttle
                    where %1$s returning 1)
                select (select count(*) from parts) + (select count(*) from rows) as gone""".formatted(
                        over), Rows.time(now))
                .map(rows -> rows.iterator().next().getLong("gone").intValue());
    }
}
