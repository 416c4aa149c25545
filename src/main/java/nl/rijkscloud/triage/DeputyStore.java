package nl.rijkscloud.triage;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.db.Rows;

/** The statements on {@code deputy}. A closed account, or one that is no employee any more, has no part in it. */
final class DeputyStore {
    private static final String LIVING = """
            from deputy p
            join staff s on s.id = p.staff_id and s.disabled_at is null and 'medewerker' = any (s.roles)
            join staff d on d.id = p.deputy_id and d.disabled_at is null and 'medewerker' = any (d.roles)""";

    /** A colleague who stands in for somebody. */
    record StandIn(String name, String email, String absent) {}

    /** Returns false if no other employee has this address. */
    Future<Boolean> name(SqlClient tx, UUID staff, String email, LocalDate from, LocalDate until) {
        return run(tx, """
                insert into deputy (staff_id, deputy_id, from_day, until_day)
                select $1, id, $3, $4 from staff
                where email = $2 and id <> $1 and disabled_at is null and 'medewerker' = any (roles)
                on conflict (staff_id) do update set deputy_id = excluded.deputy_id, from_day = excluded.from_day,
                    until_day = excluded.until_day""", staff, email, from, until)
                .map(rows -> rows.rowCount() == 1);
    }

    Future<Boolean> end(SqlClient tx, UUID staff) {
        return run(tx, "delete from deputy where staff_id = $1", staff).map(rows -> rows.rowCount() == 1);
    }

    /** Deletes periods that were over before this day. */
    Future<Void> clear(SqlClient db, LocalDate today) {
        return run(db, "delete from deputy where until_day < $1", today).mapEmpty();
    }

    Future<Optional<Deputies.Period>> ofPerson(SqlClient db, UUID staff, LocalDate today) {
        return run(db, "select d.name, d.email, p.from_day, p.until_day " + LIVING
                        + " where p.staff_id = $1 and p.until_day >= $2", staff, today)
                .map(rows -> Rows.first(rows, DeputyStore::period));
    }

    /** The people for whom this person stands in, now or later. */
    Future<List<Deputies.Period>> byDeputy(SqlClient db, UUID deputy, LocalDate today) {
        return run(db, "select s.name, s.email, p.from_day, p.until_day " + LIVING
                        + " where p.deputy_id = $1 and p.until_day >= $2 order by p.from_day, s.email", deputy, today)
                .map(rows -> Rows.all(rows, DeputyStore::period));
    }

    /** The colleagues who stand in today for the people with these addresses, without those who have one of them. */
    Future<List<StandIn>> standIns(SqlClient db, List<String> emails, LocalDate today) {
        return run(db, "select d.name, d.email, min(s.name) as absent " + LIVING + """
                         where s.email = any ($1) and not d.email = any ($1) and $2 between p.from_day and p.until_day
                        group by d.name, d.email order by d.email""", emails.toArray(String[]::new), today)
                .map(rows -> Rows.all(rows, row -> new StandIn(
                        row.getString("name"), row.getString("email"), row.getString("absent"))));
    }

    private static Deputies.Period period(Row row) {
        return new Deputies.Period(row.getString("name"), row.getString("email"), row.getLocalDate("from_day"),
                row.getLocalDate("until_day"));
    }
}
