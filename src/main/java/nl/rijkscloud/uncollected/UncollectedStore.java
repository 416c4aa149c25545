package nl.rijkscloud.uncollected;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.db.Rows;

/** Statements on {@code uncollected} and on the people who are reminded. */
final class UncollectedStore {
    private static final String WAITING = """
            t.state = 'delivered' and t.kind <> 'sent' and t.downloaded_at is null""";

    /** A transfer with the times from which its schedule follows. */
    record Found(UUID id, Instant delivered, Instant usualEnd, Instant latestEnd) {}

    /** @param taken the number of steps before this one */
    record Due(int taken, Schedule schedule) {}

    /** @param linkMailed when the link was mailed that this person has */
    record Addressee(UUID id, String name, String email, Instant linkMailed) {}

    record Person(String name, String email) {}

    /** Transfers that nobody has collected and that have no schedule yet. */
    Future<List<Found>> findNew(SqlClient db, Duration maximum, int most) {
        return run(db, """
                select t.id, t.delivered_at, t.expires_at, coalesce(
                    (select min(l.expires_at) from link l where l.transfer_id = t.id), t.submitted_at + $1::int8 * interval '1 second') as latest
                from transfer t where %s and not exists (select from uncollected u where u.transfer_id = t.id)
                limit $2""".formatted(WAITING), maximum.toSeconds(), most)
                .map(rows -> Rows.all(rows, row -> new Found(row.getUUID("id"), Rows.instant(row, "delivered_at"),
                        Rows.instant(row, "expires_at"), Rows.instant(row, "latest"))));
    }

    Future<Void> insert(SqlClient db, UUID id, Schedule schedule, Instant next) {
        return run(db, """
                insert into uncollected (transfer_id, taken, next_at, turn_at, latest_end) values ($1, 0, $2, $3, $4)
                on conflict do nothing""", id, Rows.time(next), Rows.time(schedule.turn()),
                        Rows.time(schedule.latestEnd()))
                .mapEmpty();
    }

    Future<List<UUID>> findDue(SqlClient db, Instant now, int most) {
        return run(db, """
                select u.transfer_id from uncollected u join transfer t on t.id = u.transfer_id
                where u.next_at <= $1 and %s order by u.next_at limit $2""".formatted(WAITING), Rows.time(now), most)
                .map(rows -> Rows.all(rows, row -> row.getUUID("transfer_id")));
    }

    /** The step that is due, once the transfer's row is locked; empty if it has been taken, or is needed no more. */
    Future<Optional<Due>> find(SqlClient tx, UUID id, Instant now) {
        return run(tx, """
                select u.taken, t.delivered_at, u.turn_at, u.latest_end
                from uncollected u join transfer t on t.id = u.transfer_id
                where u.transfer_id = $1 and u.next_at <= $2 and %s""".formatted(WAITING), id, Rows.time(now))
                .map(rows -> Rows.first(rows, row -> new Due(row.getInteger("taken"), new Schedule(
                        Rows.instant(row, "delivered_at"), Rows.instant(row, "turn_at"),
                        Rows.instant(row, "latest_end")))));
    }

    /** @param next empty after the last step */
    Future<Void> take(SqlClient tx, UUID id, int taken, Optional<Instant> next) {
        return run(tx, "update uncollected set taken = $2, next_at = $3 where transfer_id = $1", id, taken,
                Rows.time(next.orElse(null))).mapEmpty();
    }

    Future<List<Addressee>> addressees(SqlClient db, UUID id) {
        return run(db, """
                select r.id, r.name, r.email, coalesce(
                    (select max(l.created_at) from link l where l.recipient_id = r.id), t.delivered_at) as mailed
                from recipient r join transfer t on t.id = r.transfer_id
                where r.transfer_id = $1 and r.replaced_at is null order by r.position""", id)
                .map(rows -> Rows.all(rows, row -> new Addressee(row.getUUID("id"), row.getString("name"),
                        row.getString("email"), Rows.instant(row, "mailed"))));
    }

    /** The departments of the recipients. */
    Future<List<Person>> departments(SqlClient db, UUID id) {
        return people(run(db, """
                select distinct d.name, d.email from recipient r join staff s on s.email = lower(r.email)
                    join department_member m on m.staff_id = s.id join department d on d.email = m.department_email
                where r.transfer_id = $1 and r.replaced_at is null order by d.email""", id));
    }

    Future<List<Person>> overseers(SqlClient db) {
        return people(run(db, """
                select name, email from staff where 'beheerder' = any (roles) and disabled_at is null order by email"""));
    }

    private static Future<List<Person>> people(Future<RowSet<Row>> found) {
        return found.map(rows -> Rows.all(rows, row -> new Person(row.getString("name"), row.getString("email"))));
    }
}
