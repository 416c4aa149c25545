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

/** The statements of the operator on the outbox. None reads a payload. */
final class QueueStore {
    private static final String WAITING = "state = 'waiting'";
    /** A text message in an unknown state needs no operator: its code is wiped and expires within minutes. */
    private static final String FAILED =
            "state in ('refused', 'expired', 'unknown', 'lost') and (state <> 'unknown' or channel = 'mail') and "
            + "dismissed_at is null";
    /** Messages in an unknown state that still have their payload. */
    private static final String UNSURE = "state = 'unknown' and payload is not null and dismissed_at is null";

    static final String LENGTHS = """
            select channel, failed, count(*) as n from (
                (select channel, false as failed from outbox where channel = 'mail' and %1$s order by due_at limit $1)
                union all (select channel, false from outbox where channel = 'sms' and %1$s order by due_at limit $1)
                union all (select channel, true from outbox where %2$s order by created_at, id limit $1)) counted
            group by channel, failed""".formatted(WAITING, FAILED);

    /** Of a phone number the last two digits. */
    static final String COLUMNS = """
            id, channel, template, case channel when 'sms' then right(recipient, 2) else recipient end as recipient,
            transfer_id, state, attempts, created_at, due_at, expires_at, refusal""";

    Future<List<Queue.Item>> page(SqlClient db, boolean failed, Instant after, UUID id, int limit) {
        return run(db, "select %s from outbox where %s and (created_at, id) > ($1, $2) order by created_at, id limit $3"
                .formatted(COLUMNS, failed ? FAILED : WAITING), Rows.time(after), id, limit)
                .map(rows -> Rows.all(rows, QueueStore::item));
    }

    /** Counts up to {@code most}, so that the cost does not depend on the length of the queues. */
    Future<List<Queue.Length>> lengths(SqlClient db, int most) {
        return run(db, LENGTHS, most)
                .map(rows -> Rows.all(rows,
                        row -> new Queue.Length(row.getString("channel"), row.getBoolean("failed"), row.getLong("n"))));
    }

    /** Transfers that ended because their key was lost, newest first. */
    Future<List<Queue.LostTransfer>> lostTransfers(SqlClient db, Instant since, int most) {
        return run(db, """
                select e.transfer_id, max(e.at) as at from event e join transfer t on t.id = e.transfer_id
                where e.kind = 'key-lost' and e.at > $1 and t.state = 'destroyed' group by e.transfer_id
                    order by at desc limit $2""",
                        Rows.time(since), most)
                .map(rows -> Rows.all(rows,
                        row -> new Queue.LostTransfer(row.getUUID("transfer_id"), Rows.instant(row, "at"))));
    }

    /** All zero before the first comparison. */
    Future<Queue.StrayFiles> strayFiles(SqlClient db) {
        return run(db, "select quarantined, held, missing from sweep")
                .map(rows -> Rows.first(rows, row -> new Queue.StrayFiles(
                        row.getInteger("quarantined"), row.getInteger("held"), row.getInteger("missing")))
                .orElse(new Queue.StrayFiles(0, 0, 0)));
    }

    /**
     * Returns the channel if the message waits, or is in an unknown state and can be sent again. Messages in delivery
     * are left alone, because they would go out twice.
     */
    Future<Optional<OutboundMessage.Channel>> retry(SqlClient db, UUID id, Instant now) {
        return run(db, """
                update outbox set due_at = least(due_at, $2), state = 'waiting', settled_at = null, in_hand = in_hand
                    and state = 'waiting'
                where id = $1 and (%s and (attempts = 0 or refusal is not null or due_at <= $2) or %s
                    and expires_at > $2)
                returning channel""".formatted(WAITING, UNSURE), id, Rows.time(now))
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
                    where id = $1 and (%s or (%s)) returning id, transfer_id, channel, state),
                told as (
                    insert into event (transfer_id, at, kind, outbox_id, staff_id)
                    select transfer_id, $2, channel || '-cancelled', id, $3 from dropped where transfer_id is not null
                        and state = 'cancelled')
                select id from dropped""".formatted(WAITING, FAILED), id, Rows.time(now), staff)
                .map(rows -> rows.size() > 0);
    }

    static Queue.Item item(Row row) {
        return new Queue.Item(
                row.getUUID("id"), channel(row), row.getString("template"), row.getString("recipient"),
                Optional.ofNullable(row.getUUID("transfer_id")), row.getString("state"), row.getInteger("attempts"),
                Rows.instant(row, "created_at"), Rows.instant(row, "due_at"), Rows.instant(row, "expires_at"),
                Optional.ofNullable(row.getString("refusal")));
    }

    private static OutboundMessage.Channel channel(Row row) {
        return OutboundMessage.Channel.valueOf(row.getString("channel").toUpperCase(Locale.ROOT));
    }
}
