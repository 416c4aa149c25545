package nl.rijkscloud.privacy;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import nl.rijkscloud.db.Rows;
import nl.rijkscloud.kernel.OfficeTime;

/**
 * Counts what was destroyed, and what should have been. Its cost grows with the transfers that have not ended and with
 * those that ended in the last year, not with all transfers ever.
 */
final class RetentionStore {
    /** The number of ends of a kind in a month, or of lines of the audit log about them. */
    record Count(YearMonth month, String what, long number) {}

    Future<List<Count>> ends(SqlClient db, Instant from) {
        return run(db, """
                select to_char(at at time zone $2, 'YYYY-MM') as month, kind as what, count(*) as n
                from event where kind in ('destroyed', 'withdrawn') and at >= $1 group by 1, 2
                union all
                select to_char(at at time zone $2, 'YYYY-MM'), 'logged', count(*)
                from audit_entry
                where action in ('transfer-destroyed', 'transfer-withdrawn') and result = 'done' and at >= $1
                group by 1""",
                        Rows.time(from), OfficeTime.zone())
                .map(rows -> Rows.all(rows, row -> new Count(
                        YearMonth.parse(row.getString("month")), row.getString("what"), row.getLong("n"))));
    }

    /**
     * @param limit counts data that should have been destroyed before this moment
     * @param people the count of {@link ErasureStore}
     */
    Future<Retained.Overdue> overdue(SqlClient db, Instant limit, long people) {
        return run(db, """
                with living as (select id from transfer where state not in ('withdrawn', 'destroyed'))
                select
                    (select count(*) from transfer
                        where expires_at <= $1 and state not in ('withdrawn', 'destroyed')) as transfers,
                    (select count(distinct held.id) from (
                        select id from transfer where state in ('withdrawn', 'destroyed')
                            and (share is not null or message is not null or manifest is not null)
                        union all select transfer_id from slot
                        union all select transfer_id from link
                        union all select transfer_id from session_grant where sealed_key is not null
                        union all select transfer_id from statement where sealed is not null
                        union all select transfer_id from request where asked is not null) held (id)
                    where not exists (select from living where living.id = held.id)) as keys,
                    (select count(*) from document d
                        where not exists (select from living where living.id = d.transfer_id)) as documents,
                    (select count(*) from outbox where state not in ('waiting', 'unknown') and payload is not null)
                        + (select count(*) from outbox
                            where state in ('waiting', 'unknown') and payload is not null
                                and expires_at <= $1) as messages""",
                        Rows.time(limit))
                .map(rows -> rows.iterator().next())
                .map(row -> new Retained.Overdue(
                        row.getLong("transfers"), row.getLong("keys"), row.getLong("documents"),
                        row.getLong("messages"), people));
    }

    /** The oldest of each kind that is due at {@code now}. {@code people} is the moment before which people go. */
    Future<Retained.Oldest> oldest(SqlClient db, Instant now, Optional<Instant> people) {
        return run(db, """
                select
                    (select min(expires_at) from transfer
                        where expires_at <= $1 and state not in ('withdrawn', 'destroyed')) as transfers,
                    (select min(e.at) from event e join transfer t on t.id = e.transfer_id
                        where e.kind in ('withdrawn', 'destroyed') and t.state in ('withdrawn', 'destroyed')
                            and (t.share is not null or t.message is not null or t.manifest is not null
                                or exists (select from slot s where s.transfer_id = t.id)
                                or exists (select from link l where l.transfer_id = t.id)
                                or exists (select from document d where d.transfer_id = t.id))) as ended,
                    (select min(least(coalesce(settled_at, expires_at), expires_at)) from outbox
                        where payload is not null and (state not in ('waiting', 'unknown') or expires_at <= $1))
                        as messages""",
                        Rows.time(now))
                .map(rows -> rows.iterator().next())
                .map(row -> new Retained.Oldest(
                        Rows.optionalInstant(row, "transfers"), Rows.optionalInstant(row, "ended"),
                        Rows.optionalInstant(row, "messages"), people));
    }

    Future<Map<String, Instant>> passes(SqlClient db) {
        return run(db, "select name, finished_at from chore").map(rows -> Rows
                .all(rows, row -> Map.entry(row.getString("name"), Rows.instant(row, "finished_at"))).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    Future<Optional<Retained.Swept>> swept(SqlClient db) {
        return run(db, "select * from sweep").map(rows -> Rows.first(rows, row -> new Retained.Swept(
                Rows.instant(row, "finished_at"), row.getInteger("deleted"), row.getInteger("missing"))));
    }

    /** The recovery key that servers use; empty while there is none. */
    Future<Optional<Retained.RecoveryKeyInUse>> recoveryKey(SqlClient db) {
        return run(db, "select recovery_key, recovery_key_since from installation where recovery_key is not null")
                .map(rows -> Rows.first(rows, row -> new Retained.RecoveryKeyInUse(
                        row.getString("recovery_key"), Rows.instant(row, "recovery_key_since"))));
    }
}
