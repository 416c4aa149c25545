package nl.rijkscloud.outbox;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.db.Rows;
import nl.rijkscloud.kernel.Language;

/**
 * The rows of the outbox. A claim moves a row's due time past a lease, so that no other node takes it meanwhile and any
 * node does when this one dies. What ends a row's waiting also wipes its payload and writes the transfer's event, in
 * the same statement.
 */
final class OutboxStore {
    /** Both read the rows that they change and no others, however many wait. */
    static final String CLAIM = """
            with due as materialized (
                select id, in_hand from outbox where channel = $1 and state = 'waiting' and due_at <= $2 and expires_at > $2
                order by due_at limit $4 for update skip locked)
            update outbox set due_at = $3, attempts = attempts + 1, in_hand = true, refusal = null from due where outbox.id = due.id
            returning outbox.id, transfer_id, template, language, recipient, payload, attempts,
                due.in_hand as abandoned, created_at, expires_at\
            """;
    private static final String OVER = """
            channel = $1 and state in ('waiting', 'unknown') and payload is not null and expires_at <= $2
                and (state = 'unknown' or due_at <= $2)\
            """;
    static final String EXPIRE = expire("select id from outbox where " + OVER + " order by expires_at limit $4 for update skip locked");
    private static final String EXPIRE_ONE = expire("select id from outbox where " + OVER + " and id = $4 for update skip locked");

    private final Database db;

    OutboxStore(Database db) {
        this.db = db;
    }

    /**
     * @param attempts including the one that this claim is for
     * @param abandoned whether somebody had it in hand before and never wrote down what came of it
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

    /** Keeps claims for another lease; those that somebody else has taken meanwhile stay theirs. */
    Future<Void> renew(Collection<Claim> claims, Instant now, Duration lease) {
        return db.run("""
                update outbox set due_at = $3 from unnest($1::uuid[], $2::int[]) as held (letter, attempt)
                where id = letter and attempts = attempt and state = 'waiting' and in_hand\
                """, claims.stream().map(Claim::id).toArray(UUID[]::new), claims.stream().map(Claim::attempts).toArray(Integer[]::new),
                        Rows.time(now.plus(lease)))
                .mapEmpty();
    }

    /** For how long the one has waited that came first. A letter that must wait for its turn waits from then on. */
    Future<Duration> oldest(OutboundMessage.Channel channel) {
        return db.run("""
                select coalesce(extract(epoch from now() - min(coalesce(not_before, created_at))), 0)::float8 from outbox
                where channel = $1 and state = 'waiting'""", channel.sql())
                .map(rows -> Duration.ofSeconds(rows.iterator().next().getDouble(0).longValue()));
    }

    /**
     * Ends the waiting of one row. A row that has ended already stays as it is. A mail that may have been taken keeps its payload until it expires, so
     * that somebody can have it sent again.
     */
    Future<Void> settle(UUID id, OutboundMessage.Channel channel, DeliveryResult verdict, Instant now) {
        var refusal = verdict instanceof DeliveryResult.Refused(var code) ? code : null;
        var providerId = verdict instanceof DeliveryResult.Accepted(var name) ? name.orElse(null) : null;
        var outcome = outcome(verdict);
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

    /** Ends the waiting of a letter whose key is gone, unless it has been sealed under another since it was claimed. */
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

    private static String outcome(DeliveryResult verdict) {
        return switch (verdict) {
            case DeliveryResult.Accepted accepted -> "accepted";
            case DeliveryResult.Refused refused -> "refused";
            case DeliveryResult.Unknown unknown -> "unknown";
            case DeliveryResult.Lost lost -> throw new IllegalArgumentException("only a letter whose words do not open is lost");
            case DeliveryResult.Later later -> throw new IllegalArgumentException("a letter that waits has not ended");
        };
    }

    /**
     * Writes down what the gateway reports about a text message. Only forward: what was delivered stays so, and a
     * report that comes again changes nothing. It also ends the waiting of a message whose answer was lost.
     *
     * @param id and {@code providerId}: one of them may be null
     */
    Future<Void> reported(UUID id, String providerId, String delivery, Instant now) {
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

    /** Lets it be tried again. Only the newest claim may: an older one has lost its lease. */
    Future<Void> postpone(Claim claim, Instant due, String reason) {
        return db.run(
                        "update outbox set due_at = $3, refusal = $4, in_hand = false where id = $1 and attempts = $2 and state = 'waiting'",
                        claim.id(),
                        claim.attempts(),
                        Rows.time(due),
                        reason)
                .mapEmpty();
    }

    /**
     * Gives up what has waited too long and is in nobody's hands, which for the transfer's sender is a refusal like any other, and wipes what may have
     * been taken and nobody had sent again in time. Reads no other rows.
     *
     * @return how many there were, at most {@code most}
     */
    Future<Integer> expire(OutboundMessage.Channel channel, Instant now, int most) {
        return db.run(EXPIRE, channel.sql(), Rows.time(now), channel.sql() + "-refused", most)
                .map(rows -> rows.iterator().next().getInteger("n"));
    }

    /** The same for one of them. */
    Future<Void> expire(OutboundMessage.Channel channel, Instant now, UUID id) {
        return db.run(EXPIRE_ONE, channel.sql(), Rows.time(now), channel.sql() + "-refused", id).mapEmpty();
    }

    /** Those that {@link #expire} is for, by their ids, behind {@code after}. */
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
