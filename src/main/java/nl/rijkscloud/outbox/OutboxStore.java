package nl.rijkscloud.outbox;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.db.Rows;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.outbox.Transport.DeliveryResult;
import org.jspecify.annotations.Nullable;

/**
 * The statements of a drain. A claim moves the due time of a row past a lease: no other node takes the row meanwhile,
 * and any node does if this one dies. The statement that ends the waiting of a row also wipes its payload and writes
 * the event of the transfer.
 */
final class OutboxStore {
    /** Reads only the rows that it changes, however many wait. */
    static final String CLAIM = """
            with due as materialized (
                select id, in_hand from outbox where channel = $1 and state = 'waiting' and due_at <= $2
                    and expires_at > $2
                order by due_at limit $4 for update skip locked)
            update outbox set due_at = $3, attempts = attempts + 1, in_hand = true, refusal = null from due
                where outbox.id = due.id
            returning outbox.id, transfer_id, template, language, recipient, payload, attempts,
                due.in_hand as abandoned, created_at, expires_at\
            """;
    private static final String OVER = """
            channel = $1 and state in ('waiting', 'unknown') and payload is not null and expires_at <= $2
                and (state = 'unknown' or due_at <= $2)\
            """;
    static final String EXPIRE =
            expire("select id from outbox where " + OVER + " order by expires_at limit $4 for update skip locked");
    private static final String EXPIRE_ONE =
            expire("select id from outbox where " + OVER + " and id = $4 for update skip locked");

    private final Database db;

    OutboxStore(Database db) {
        this.db = db;
    }

    /**
     * @param attempts the number of attempts, this one included
     * @param abandoned true if an earlier claim never recorded a result
     */
    record Claim(
            UUID id,
            UUID transfer,
            String template,
            Language language,
            String recipient,
            byte[] payload,
            int attempts,
            boolean abandoned,
            Instant createdAt,
            Instant expiresAt) {}

    Future<List<Claim>> claim(OutboundMessage.Channel channel, Instant now, Duration lease, int most) {
        return db.run(CLAIM, channel.sql(), Rows.time(now), Rows.time(now.plus(lease)), most)
                .map(rows -> Rows.all(rows, OutboxStore::claimed));
    }

    /** Renews claims for another lease; claims that another node has taken over stay there. */
    Future<Void> renew(Collection<Claim> claims, Instant now, Duration lease) {
        return db.run("""
                update outbox set due_at = $3 from unnest($1::uuid[], $2::int[]) as held (letter, attempt)
                where id = letter and attempts = attempt and state = 'waiting' and in_hand\
                """,
                        claims.stream().map(Claim::id).toArray(UUID[]::new),
                        claims.stream().map(Claim::attempts).toArray(Integer[]::new),
                        Rows.time(now.plus(lease)))
                .mapEmpty();
    }

    /** The age of the oldest waiting message. A message with a later turn counts from that turn on. */
    Future<Duration> oldest(OutboundMessage.Channel channel) {
        return db.run("""
                select coalesce(extract(epoch from now() - min(coalesce(not_before, created_at))), 0)::float8
                    from outbox
                where channel = $1 and state = 'waiting'""", channel.sql())
                .map(rows -> Duration.ofSeconds(rows.iterator().next().getDouble(0).longValue()));
    }

    /**
     * Ends the waiting of one row; a row that has ended stays as it is. A mail that may have been accepted keeps its
     * payload until it expires, so that an operator can send it again.
     */
    Future<Void> settle(UUID id, OutboundMessage.Channel channel, DeliveryResult result, Instant now) {
        var refusal = result instanceof DeliveryResult.Refused(var code) ? code : null;
        var providerId = result instanceof DeliveryResult.Accepted(var name) ? name.orElse(null) : null;
        var outcome = outcome(result);
        return db.run("""
                with settled as (
                    update outbox set state = $2, refusal = $3, provider_id = $6, settled_at = $4, in_hand = false,
                        payload = case when $2 = 'unknown' and channel = 'mail' then payload end
                    where id = $1 and state = 'waiting' returning id, transfer_id)
                insert into event (transfer_id, at, kind, outbox_id)
                select transfer_id, $4, $5, id from settled where transfer_id is not null\
                """, id, outcome, refusal, Rows.time(now), channel.sql() + "-" + outcome, providerId)
                .mapEmpty();
    }

    /**
     * Ends the waiting of a message whose key was destroyed, unless it has been sealed under another key since the
     * claim.
     */
    Future<Void> lost(Claim claim, OutboundMessage.Channel channel, Instant now) {
        return db.run("""
                with settled as (
                    update outbox set state = 'lost', payload = null, settled_at = $2
                    where id = $1 and state = 'waiting' and payload = $3 returning id, transfer_id)
                insert into event (transfer_id, at, kind, outbox_id)
                select transfer_id, $2, $4, id from settled where transfer_id is not null\
                """, claim.id(), Rows.time(now), Rows.bytes(claim.payload()), channel.sql() + "-lost")
                .compose(settled -> postpone(claim, now, null));
    }

    private static String outcome(DeliveryResult result) {
        return switch (result) {
            case DeliveryResult.Accepted accepted -> "accepted";
            case DeliveryResult.Refused refused -> "refused";
            case DeliveryResult.Unknown unknown -> "unknown";
            case DeliveryResult.Lost lost ->
                    throw new IllegalArgumentException("only a letter whose words do not open is lost");
            case DeliveryResult.Later later -> throw new IllegalArgumentException("a letter that waits has not ended");
        };
    }

    /**
     * Records the report of the gateway on a text message. States move forward only: a delivered message stays
     * delivered, and a repeated report changes nothing. Ends the waiting of a message whose answer was lost.
     *
     * @param id and {@code providerId}: one of them may be null
     */
    Future<Void> recordReport(@Nullable UUID id, @Nullable String providerId, String delivery, Instant now) {
        return db.run("""
                with reported as (
                    update outbox set delivery = $3, delivered_at = $4, payload = null,
                        state = case when state in ('waiting', 'unknown') then 'accepted' else state end,
                        settled_at = coalesce(settled_at, $4)
                    where channel = 'sms' and (id = $1 or provider_id = $2)
                        and (delivery is null or delivery = 'failed' and $3 = 'delivered')
                    returning id, transfer_id)
                insert into event (transfer_id, at, kind, outbox_id)
                select transfer_id, $4, 'sms-' || $3, id from reported where transfer_id is not null\
                """, id, providerId, delivery, Rows.time(now))
                .mapEmpty();
    }

    /** Records a report about a mail; see {@link MailDeliveryRecorder}. Returns true if it was new. */
    static Future<Boolean> recordOutcome(SqlClient tx, UUID id, String outcome, String code, Instant now) {
        return Database.run(tx, """
                with reported as (
                    update outbox set delivery = $2, delivery_code = $3, delivered_at = $4, payload = null,
                        state = 'accepted', settled_at = coalesce(settled_at, $4)
                    where id = $1 and channel = 'mail' and state in ('waiting', 'unknown', 'accepted')
                        and (delivery is null or delivery = 'deferred' and $2 = 'bounced')
                    returning id, transfer_id),
                told as (
                    insert into event (transfer_id, at, kind, outbox_id)
                    select transfer_id, $4, 'mail-' || $2, id from reported where transfer_id is not null)
                select from reported""", id, outcome, code, Rows.time(now))
                .map(rows -> rows.size() == 1);
    }

    /** Schedules another attempt. Only the newest claim may do so; an older one has lost its lease. */
    Future<Void> postpone(Claim claim, Instant due, @Nullable String reason) {
        return db.run(
                        "update outbox set due_at = $3, refusal = $4, in_hand = false where id = $1 and attempts = $2 "
                        + "and state = 'waiting'", claim.id(),
                        claim.attempts(),
                        Rows.time(due),
                        reason)
                .mapEmpty();
    }

    /**
     * Gives up messages that have waited too long and are not claimed, which counts as a refusal for the sender, and
     * wipes messages that may have been accepted and were not sent again in time. Reads no other rows.
     *
     * @return the number of rows, at most {@code most}
     */
    Future<Integer> expire(OutboundMessage.Channel channel, Instant now, int most) {
        return db.run(EXPIRE, channel.sql(), Rows.time(now), channel.sql() + "-refused", most)
                .map(rows -> rows.iterator().next().getInteger("n"));
    }

    /** Gives up one message. */
    Future<Void> expire(OutboundMessage.Channel channel, Instant now, UUID id) {
        return db.run(EXPIRE_ONE, channel.sql(), Rows.time(now), channel.sql() + "-refused", id).mapEmpty();
    }

    /** The ids of messages that {@link #expire} would give up, after {@code after}. */
    Future<List<UUID>> expired(OutboundMessage.Channel channel, Instant now, UUID after, int most) {
        return db.run("select id from outbox where " + OVER + " and id > $3 order by id limit $4",
                        channel.sql(), Rows.time(now), after, most)
                .map(rows -> Rows.all(rows, row -> row.getUUID("id")));
    }

    private static String expire(String due) {
        return """
                with due as materialized (
                    %s),
                over as (
                    update outbox set payload = null, settled_at = coalesce(settled_at, $2),
                        state = case state when 'waiting' then 'expired' else state end
                    from due where outbox.id = due.id returning outbox.id, transfer_id, state),
                told as (
                    insert into event (transfer_id, at, kind, outbox_id)
                    select transfer_id, $2, $3, id from over where transfer_id is not null and state = 'expired')
                select count(*)::int as n from over\
                """.formatted(due);
    }

    private static Claim claimed(Row row) {
        return new Claim(
                row.getUUID("id"),
                row.getUUID("transfer_id"),
                row.getString("template"),
                Language.stored(row.getString("language")),
                row.getString("recipient"),
                Rows.bytes(row, "payload"),
                row.getInteger("attempts"),
                row.getBoolean("abandoned"),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "expires_at"));
    }
}
