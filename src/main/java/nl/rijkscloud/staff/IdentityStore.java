package nl.rijkscloud.staff;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import nl.rijkscloud.db.Rows;

/** The statements that update accounts with the identity provider's values. */
final class IdentityStore {
    /** Until the transaction ends, nobody else makes or takes an account with this address. */
    Future<Void> lock(SqlClient tx, String email) {
        return run(tx, "select pg_advisory_xact_lock(hashtext('staff ' || $1))", email).mapEmpty();
    }

    /** Ties the account to this identity. True when it belonged to it or to none. */
    Future<Boolean> bind(SqlClient db, UUID id, String identity) {
        return run(db, "update staff set identity = $2 where id = $1 and (identity is null or identity = $2)", id,
                identity)
                .map(rows -> rows.rowCount() == 1);
    }

    Future<Void> release(SqlClient db, UUID id) {
        return run(db, "update staff set identity = null where id = $1", id).mapEmpty();
    }

    /** A new account has no password and no number. */
    Future<Void> put(SqlClient db, Staff staff, String identity, Instant now) {
        return run(db, """
                insert into staff (id, identity, email, name, roles, created_at) values ($1, $2, $3, $4, $5, $6)
                on conflict (id) do update set email = excluded.email, name = excluded.name, roles = excluded.roles""",
                        staff.id(), identity, staff.email(), staff.name(), StaffStore.codes(staff.roles()),
                        Rows.time(now))
                .mapEmpty();
    }

    /** Those of these departments that exist here, and no others. */
    Future<Void> setDepartments(SqlClient db, UUID id, List<String> addresses) {
        var wanted = addresses.toArray(String[]::new);
        return run(
                db, "delete from department_member where staff_id = $1 and not department_email = any($2)", id, wanted)
                .compose(done -> run(db, """
                        insert into department_member (department_email, staff_id)
                        select email, $1 from department where email = any($2) on conflict do nothing""", id, wanted))
                .mapEmpty();
    }
}
