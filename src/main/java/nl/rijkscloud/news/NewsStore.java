package nl.rijkscloud.news;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.db.Rows;

/** The statements on {@code news} and {@code news_choice}. Only employees with an open account hear anything. */
final class NewsStore {
    private static final String EMPLOYED = "s.disabled_at is null and 'medewerker' = any (s.roles)";

    /**
     * When a person's news is due: {@code $1} is now, {@code $2} the moment before which their newest mail must have
     * been, and {@code $3} the hour of the newest daily mail.
     */
    private static final String DUE = """
            n.told_at is null and case when c.at_once then c.told_at is null or c.told_at <= $2
                else n.at < $3 and (c.told_at is null or c.told_at < $3) end and n.at <= $1""";

    /** A person whose row is locked. */
    record Reader(String name, String email, boolean atOnce) {}

    /**
     * Writes news of transfers that end soon and that were not collected, once for each end. A transfer that
     * {@code uncollected} will keep longer does not end soon. For daily mails news is written a day earlier.
     */
    Future<Void> findEnding(SqlClient db, Instant now, Duration before) {
        return run(db, """
                insert into news (staff_id, transfer_id, kind, at, ends_at)
                select s.id, t.id, 'ending', $1, t.expires_at
                from transfer t
                cross join lateral (
                    select t.owner_id as id where t.kind = 'sent'
                    union select p.id from recipient r join staff p on p.email = lower(r.email)
                    where r.transfer_id = t.id and t.kind <> 'sent' and not r.outsider and r.replaced_at is null
                    union select m.staff_id from recipient r
                    join department_member m on m.department_email = lower(r.email)
                    where r.transfer_id = t.id and t.kind <> 'sent' and not r.outsider and r.replaced_at is null
                ) heard
                join staff s on s.id = heard.id and %s
                left join news_choice c on c.staff_id = s.id
                where t.state = 'delivered' and t.downloaded_at is null and t.expires_at > $1
                    and t.expires_at < $1 + $2::int8 * interval '1 second'
                        + case when c.at_once then interval '0' else interval '1 day' end
                    and (t.kind = 'sent' or exists (
                        select from uncollected u where u.transfer_id = t.id and t.expires_at >= u.latest_end))
                on conflict do nothing""".formatted(EMPLOYED), Rows.time(now), before.toSeconds()).mapEmpty();
    }

    /** The people for whom a mail is due. */
    Future<List<UUID>> findDue(SqlClient db, Instant now, Instant paced, Instant daily, int most) {
        return run(db, """
                select distinct n.staff_id from news n join staff s on s.id = n.staff_id and %s
                left join news_choice c on c.staff_id = n.staff_id
                where %s limit $4""".formatted(EMPLOYED, DUE), Rows.time(now), Rows.time(paced), Rows.time(daily), most)
                .map(rows -> Rows.all(rows, row -> row.getUUID("staff_id")));
    }

    /** Locks a person's row, so that only one node writes the mail; empty if none is due any more. */
    Future<Optional<Reader>> lock(SqlClient tx, UUID staff, Instant now, Instant paced, Instant daily) {
        return run(tx, "insert into news_choice (staff_id) values ($1) on conflict do nothing", staff)
                .compose(done -> run(tx, "select from news_choice where staff_id = $1 for update", staff))
                .compose(locked -> run(tx, """
                        select s.name, s.email, c.at_once from staff s join news_choice c on c.staff_id = s.id
                        where s.id = $4 and %s and exists (select from news n where n.staff_id = s.id and %s)"""
                                .formatted(EMPLOYED, DUE),
                        Rows.time(now), Rows.time(paced), Rows.time(daily), staff))
                .map(rows -> Rows.first(rows, row -> new Reader(
                        row.getString("name"), row.getString("email"), row.getBoolean("at_once"))));
    }

    /**
     * Reads the news of a person up to this moment, as far as it still holds: without transfers that they have
     * looked at themselves, have a mail with a link about or have no part in any more, and without ends that moved.
     */
    Future<List<NewsItem>> find(SqlClient tx, UUID staff, Instant until) {
        return run(tx, """
                select n.kind, t.number, t.sender_name, t.sender_organisation, coalesce(r.name, t.contact_name) as recipient,
                    (select reference from request q where q.transfer_id = t.id and reference <> '') as reference,
                    case when n.kind = 'ending' then coalesce(t.submitted_at, t.created_at) else n.at end as at, t.expires_at
                from news n join staff s on s.id = n.staff_id join transfer t on t.id = n.transfer_id
                left join recipient r on r.id = n.recipient_id
                where n.staff_id = $1 and n.told_at is null and n.at <= $2 and t.state = 'delivered'
                    and (n.kind <> 'received' or r.replaced_at is null
                        and exists (select from department_member m
                            where m.staff_id = n.staff_id and m.department_email = lower(r.email))
                        and not exists (select from read_mark k
                            where k.staff_id = n.staff_id and k.transfer_id = t.id and k.seen_at >= n.at)
                        and not exists (select from recipient own
                            where own.transfer_id = t.id and lower(own.email) = s.email and own.replaced_at is null))
                    and (n.kind <> 'ending' or t.downloaded_at is null and t.expires_at = n.ends_at)
                order by n.kind desc, n.at, t.number""", staff, Rows.time(until))
                .map(rows -> Rows.all(rows, NewsItem::of));
    }

    /** Deletes news that was told or is no longer true; it remembers which ends were told. */
    Future<Void> markTold(SqlClient tx, UUID staff, Instant until, Instant now) {
        return run(tx, "delete from news where staff_id = $1 and told_at is null and at <= $2 and kind <> 'ending'",
                staff, Rows.time(until))
                .compose(done -> run(tx, "update news set told_at = $3 where staff_id = $1 and told_at is null "
                        + "and at <= $2", staff, Rows.time(until), Rows.time(now)))
                .mapEmpty();
    }

    Future<Void> markMailed(SqlClient tx, UUID staff, Instant now) {
        return run(tx, "update news_choice set told_at = $2 where staff_id = $1", staff, Rows.time(now)).mapEmpty();
    }

    Future<Boolean> isAtOnce(SqlClient db, UUID staff) {
        return run(db, "select at_once from news_choice where staff_id = $1", staff)
                .map(rows -> Rows.first(rows, row -> row.getBoolean("at_once")).orElse(false));
    }

    Future<Void> choose(SqlClient db, UUID staff, boolean atOnce) {
        return run(db, """
                insert into news_choice (staff_id, at_once) values ($1, $2)
                on conflict (staff_id) do update set at_once = excluded.at_once""", staff, atOnce).mapEmpty();
    }
}
