package nl.rijkscloud.outbox;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.db.Rows;

/** The statements by which an operator looks at the outbox and clears it up. None reads a payload. */
final class QueueStore {
    private static final String WAITING = "state = 'waiting'";
    private static final String FAILED = "state in ('refused', 'expired', 'lost') and dismissed_at is null";

    Future<List<Queue.Item>> page(SqlClient db, boolean failed, Instant after, UUID id, int limit) {
        return run(db, """
                select id, channel, template, case channel when 'sms' then right(recipient, 2) else recipient end as recipient, transfer_id,
                    state, attempts, created_at, due_at, expires_at, refusal
                from outbox where %s and (created_at, id) > ($1, $2) order by created_at, id limit $3""".formatted(failed ? FAILED : WAITING),
                        Rows.time(after), id, limit)
                .map(rows -> Rows.all(rows, QueueStore::item));
    }

    Future<List<Queue.Length>> lengths(SqlClient db) {
        return run(db, """
                select channel, false as failed, count(*) as n from outbox where %s group by channel
                union all select channel, true, count(*) from outbox where %s group by channel""".formatted(WAITING, FAILED))
                .map(rows -> Rows.all(rows, row -> new Queue.Length(row.getString("channel"), row.getBoolean("failed"), row.getLong("n"))));
    }

    /** Transfers that ended because their key was lost, the newest first. */
    Future<List<Queue.LostTransfer>> lostTransfers(SqlClient db, Instant since, int most) {
        return run(db, """
                select e.transfer_id, max(e.at) as at from event e join transfer t on t.id = e.transfer_id
                where e.kind = 'key-lost' and e.at > $1 and t.state = 'destroyed' group by e.transfer_id order by at desc limit $2""",
                        Rows.time(since), most)
                .map(rows -> Rows.all(rows, row -> new Queue.LostTransfer(row.getUUID("transfer_id"), Rows.instant(row, "at"))));
    }

    /** Answers the channel when it waits. What is in somebody's hands is left alone, since it would go out twice. */
    Future<Optional<Letter.Channel>> retry(SqlClient db, UUID id, Instant now) {
        return run(db, """
                update outbox set due_at = least(due_at, $2) where id = $1 and %s and (attempts = 0 or refusal is not null or due_at <= $2)
                returning channel""".formatted(WAITING), id, Rows.time(now))
                .map(rows -> Rows.first(rows, QueueStore::channel));
    }

    Future<Boolean> exists(SqlClient db, UUID id) {
        return run(db, "select from outbox where id = $1", id).map(rows -> rows.size() > 0);
    }

    Future<Boolean> drop(SqlClient db, UUID id, UUID staff, Instant now) {
        return run(db, """
                with dropped as (
                    update outbox set payload = null, settled_at = coalesce(settled_at, $2),
                        dismissed_at = case state when 'waiting' then null else $2 end,
                        state = case state when 'waiting' then 'cancelled' else state end
                    where id = $1 and (%s or %s) returning id, transfer_id, channel, state),
                told as (
                    insert into event (transfer_id, at, kind, outbox_id, staff_id)
                    select transfer_id, $2, channel || '-cancelled', id, $3 from dropped where transfer_id is not null and state = 'cancelled')
                select id from dropped""".formatted(WAITING, FAILED), id, Rows.time(now), staff)
                .map(rows -> rows.size() > 0);
    }

    private static Queue.Item item(Row row) {
        return new Queue.Item(
                row.getUUID("id"), channel(row), row.getString("template"), row.getString("recipient"),
                Optional.ofNullable(row.getUUID("transfer_id")), row.getString("state"), row.getInteger("attempts"),
                Rows.instant(row, "created_at"), Rows.instant(row, "due_at"), Rows.instant(row, "expires_at"),
                Optional.ofNullable(row.getString("refusal")));
    }

    private static Letter.Channel channel(Row row) {
        return Letter.Channel.valueOf(row.getString("channel").toUpperCase(Locale.ROOT));
    }
}
