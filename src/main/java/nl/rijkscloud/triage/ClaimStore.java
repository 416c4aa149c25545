package nl.rijkscloud.triage;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.db.Rows;

/** The statements on {@code claim}. */
final class ClaimStore {
    /** Departments that received the transfer {@code $1} and that the person {@code $2} is in. */
    private static final String SHARED = """
            from transfer t
            join recipient r on r.transfer_id = t.id and not r.outsider and r.replaced_at is null
            join department_member m on m.department_email = lower(r.email) and m.staff_id = $2
            where t.id = $1 and (t.kind <> 'submitted' or t.confirmed_at is not null)""";

    private static final String LIVING = " and t.state not in ('withdrawn', 'destroyed')";

    /** Returns false if somebody has claimed it already, or this person cannot. */
    Future<Boolean> claim(SqlClient tx, UUID transfer, UUID staff, Instant now) {
        return run(tx, """
                insert into claim (transfer_id, department_email, staff_id, at)
                select t.id, m.department_email, m.staff_id, $3 %s order by r.position limit 1
                on conflict (transfer_id) do nothing""".formatted(SHARED + LIVING), transfer, staff, Rows.time(now))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Ends the claim of {@code holder}, if {@code staff} is a member of the department that it belongs to. */
    Future<Boolean> release(SqlClient tx, UUID transfer, UUID staff, UUID holder) {
        return run(tx, """
                delete from claim c using department_member m
                where c.transfer_id = $1 and c.staff_id = $3 and m.department_email = c.department_email
                    and m.staff_id = $2""", transfer, staff, holder)
                .map(rows -> rows.rowCount() == 1);
    }

    /** True if a department of this person received the transfer. */
    Future<Boolean> isShared(SqlClient db, UUID transfer, UUID staff) {
        return run(db, "select 1 " + SHARED + " limit 1", transfer, staff).map(rows -> rows.size() > 0);
    }

    Future<Optional<Claims.Claim>> find(SqlClient db, UUID transfer) {
        return run(db, """
                select c.staff_id as claim_staff, s.name as claim_name, s.email as claim_email, c.at as claim_at
                from claim c join staff s on s.id = c.staff_id where c.transfer_id = $1""", transfer)
                .map(rows -> Rows.first(rows, row -> row).flatMap(Claims.Claim::of));
    }
}
