package nl.rijkscloud.leaver;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Optional;
import nl.rijkscloud.db.Rows;
import nl.rijkscloud.leaver.Leaver.Held;
import nl.rijkscloud.leaver.Leaver.LinkMail;
import nl.rijkscloud.leaver.Leaver.Person;

/** The statements about what one member of staff holds. */
final class LeaverStore {
    Future<Optional<Person>> person(SqlClient db, String email) {
        return run(db, "select id, email, name, disabled_at is null as enabled from staff where email = lower($1)",
                        email.strip())
                .map(rows -> Rows.first(rows, row -> new Person(
                        row.getUUID("id"), row.getString("email"), row.getString("name"), row.getBoolean("enabled"))));
    }

    /** Transfers that they own, or that are on their way to them; none that has ended. */
    Future<List<Held>> transfers(SqlClient db, Person person) {
        return run(db, """
                select t.id, t.kind, t.state, t.number, t.created_at, t.owner_id is not distinct from $1 as owned
                from transfer t
                where t.state not in ('withdrawn', 'destroyed') and (t.owner_id = $1 or t.state in ('open', 'submitted')
                    and exists (select from recipient r where r.transfer_id = t.id and lower(r.email) = $2
                        and r.mobile is null and r.replaced_at is null))
                order by t.created_at""", person.id(), person.email())
                .map(rows -> Rows.all(rows, row -> new Held(
                        row.getUUID("id"), row.getString("kind"), row.getString("state"), row.getString("number"),
                        Rows.instant(row, "created_at"), row.getBoolean("owned"))));
    }

    Future<List<String>> departments(SqlClient db, Person person) {
        return run(db, "select department_email from department_member where staff_id = $1 order by 1", person.id())
                .map(rows -> Rows.all(rows, row -> row.getString("department_email")));
    }

    /** Mails to them about transfers that were delivered and can still be opened. */
    Future<List<LinkMail>> mails(SqlClient db, Person person) {
        return run(db, """
                select t.number, o.template, o.language, o.settled_at, t.sender_name
                from outbox o join transfer t on t.id = o.transfer_id
                where o.channel = 'mail' and lower(o.recipient) = $1 and o.state = 'accepted' and t.state = 'delivered'
                    and exists (select from recipient r where r.transfer_id = t.id and lower(r.email) = $1)
                order by o.settled_at""", person.email())
                .map(rows -> Rows.all(rows, row -> new LinkMail(
                        row.getString("number"), row.getString("template"), row.getString("language"),
                        row.getString("sender_name"), Rows.instant(row, "settled_at"))));
    }

    Future<Void> own(SqlClient tx, Person from, Person to) {
        return run(tx, """
                update transfer set owner_id = $2
                where owner_id = $1 and state not in ('withdrawn', 'destroyed')""", from.id(), to.id()).mapEmpty();
    }

    /** Where the colleague is a recipient already nothing changes: an address stands once in a transfer. */
    Future<Void> receive(SqlClient tx, Person from, Person to) {
        return run(tx, """
                update recipient r set email = $2, name = $3
                from transfer t
                where t.id = r.transfer_id and t.state in ('open', 'submitted') and lower(r.email) = $1
                    and r.mobile is null and r.replaced_at is null
                    and not exists (select from recipient o where o.transfer_id = t.id and lower(o.email) = $2)""",
                        from.email(), to.email(), to.name())
                .compose(done -> run(tx, """
                        update transfer t set contact_email = r.email, contact_name = r.name
                        from recipient r
                        where r.transfer_id = t.id and r.position = 0 and t.state in ('open', 'submitted')
                            and lower(t.contact_email) = $1 and lower(r.email) = $2""", from.email(), to.email()))
                .mapEmpty();
    }

    Future<Void> join(SqlClient tx, Person from, Person to) {
        return run(tx, """
                insert into department_member (department_email, staff_id)
                select department_email, $2 from department_member where staff_id = $1
                on conflict do nothing""", from.id(), to.id())
                .compose(done -> run(tx, "delete from department_member where staff_id = $1", from.id()))
                .mapEmpty();
    }
}
