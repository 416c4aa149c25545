package nl.rijkscloud.staff;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import nl.rijkscloud.db.Rows;
import nl.rijkscloud.staff.StaffRegister.StaffMember;
import nl.rijkscloud.typed.PhoneNumber;
import org.jspecify.annotations.Nullable;

/**
 * The statements on {@code staff} and the departments. Addresses come in lower case; answers are counts or whether a
 * row was there.
 */
final class StaffStore {
    /** @param passwordHash nothing when this person signs in with an identity provider only */
    record Account(Staff staff, Optional<String> passwordHash, boolean enabled) {}

    Future<Optional<Account>> byEmail(SqlClient db, String email) {
        return run(db, "select * from staff where email = $1", email)
                .map(rows -> Rows.first(rows, StaffStore::account));
    }

    Future<Optional<Account>> byId(SqlClient db, UUID id) {
        return run(db, "select * from staff where id = $1", id).map(rows -> Rows.first(rows, StaffStore::account));
    }

    /** @param identity issuer and subject at the identity provider */
    Future<Optional<Account>> byIdentity(SqlClient db, String identity) {
        return run(db, "select * from staff where identity = $1", identity)
                .map(rows -> Rows.first(rows, StaffStore::account));
    }

    Future<Boolean> isAddressedBy(SqlClient db, UUID id, String email) {
        return run(db, """
                select from staff s where s.id = $1 and s.disabled_at is null and (s.email = $2
                    or exists (
                        select from department_member m where m.staff_id = s.id and m.department_email = $2))""",
                        id, email)
                .map(rows -> rows.size() > 0);
    }

    Future<Boolean> insert(SqlClient db, Staff staff, @Nullable String passwordHash, Instant now) {
        return run(db, """
                insert into staff (id, email, name, mobile, roles, password_hash, created_at)
                    values ($1, $2, $3, $4, $5, $6, $7)
                on conflict (email) do nothing""",
                        staff.id(), staff.email(), staff.name(), staff.mobile().map(PhoneNumber::e164).orElse(null),
                        codes(staff.roles()), passwordHash, Rows.time(now))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Takes the place of the hash that was verified, unless that has been changed meanwhile. */
    Future<Void> rehash(SqlClient db, UUID id, String from, String to) {
        return run(db, "update staff set password_hash = $3 where id = $1 and password_hash = $2", id, from, to)
                .mapEmpty();
    }

    Future<Void> setPassword(SqlClient db, UUID id, String passwordHash) {
        return run(db, "update staff set password_hash = $2 where id = $1", id, passwordHash).mapEmpty();
    }

    Future<Void> disable(SqlClient db, UUID id, Instant now) {
        return run(db, "update staff set disabled_at = coalesce(disabled_at, $2) where id = $1", id, Rows.time(now))
                .mapEmpty();
    }

    Future<Void> enable(SqlClient db, UUID id) {
        return run(db, "update staff set disabled_at = null where id = $1", id).mapEmpty();
    }

    Future<Void> setName(SqlClient db, UUID id, String name) {
        return run(db, "update staff set name = $2 where id = $1", id, name).mapEmpty();
    }

    Future<Void> setMobile(SqlClient db, UUID id, PhoneNumber mobile) {
        return run(db, "update staff set mobile = $2 where id = $1", id, mobile.e164()).mapEmpty();
    }

    /** False when another account has this address. */
    Future<Boolean> setEmail(SqlClient db, UUID id, String email) {
        return run(db, "update staff set email = $2 where id = $1 and not exists (select from staff where email "
                + "= $2 and id <> $1)", id, email)
                .map(rows -> rows.rowCount() == 1);
    }

    /** Until the transaction ends, nobody else changes an account or signs in for the first time. */
    Future<Void> lockAll(SqlClient tx) {
        return run(tx, "lock table staff, department, department_member in share row exclusive mode").mapEmpty();
    }

    /** All accounts, by address. */
    Future<List<StaffMember>> members(SqlClient db) {
        return run(db, """
                select *, array(select department_email from department_member
                    where staff_id = staff.id order by 1) as departments
                from staff where erased_at is null order by email""")
                .map(rows -> Rows.all(rows, row -> {
                    var account = account(row);
                    return new StaffMember(
                            account.staff(), List.of(row.getArrayOfStrings("departments")), account.enabled(),
                            account.passwordHash().isPresent());
                }));
    }

    Future<Set<String>> allDepartments(SqlClient db) {
        return run(db, "select email from department")
                .map(rows -> Set.copyOf(Rows.all(rows, row -> row.getString("email"))));
    }

    /**
     * Ends the results of signing in: sent codes become invalid, and no browser is known. It waits for sessions that
     * are being made at this moment. It locks the person's sessions first and then the person, in the order of a new
     * session.
     */
    Future<Void> signOut(SqlClient tx, UUID id) {
        return run(tx, "select from session where staff_id = $1 or candidate_id = $1 order by id for no key update", id)
                .compose(held -> run(tx, "select from staff where id = $1 for update", id))
                .compose(held -> run(tx, "delete from code where staff_id = $1", id))
                .compose(done -> run(tx, "delete from known_browser where staff_id = $1", id))
                .compose(done -> run(tx, """
                        update session set staff_id = nullif(staff_id, $1), candidate_id = nullif(candidate_id, $1)
                        where staff_id = $1 or candidate_id = $1""", id))
                .mapEmpty();
    }

    Future<Void> setRoles(SqlClient db, UUID id, Set<Role> roles) {
        return run(db, "update staff set roles = $2 where id = $1", id, codes(roles)).mapEmpty();
    }

    Future<Map<String, String>> names(SqlClient db, List<String> emails) {
        return run(db, "select email, name from department where email = any($1) union select email, name from "
                + "staff where email = any($1)",
                        (Object) emails.toArray(String[]::new))
                .map(rows -> Rows.all(rows, row -> row).stream()
                        .collect(toMap(row -> row.getString("email"), row -> row.getString("name"),
                                (department, person) -> department)));
    }

    /** The addresses of the departments this person is in. */
    Future<List<String>> departments(SqlClient db, UUID id) {
        return run(db, "select department_email from department_member where staff_id = $1 order by 1", id)
                .map(rows -> Rows.all(rows, row -> row.getString(0)));
    }

    /** The name of an account that is not disabled, or of a department. */
    Future<Optional<String>> nameOf(SqlClient db, String email) {
        return run(db, """
                select name from staff where email = $1 and disabled_at is null
                union all select name from department where email = $1 limit 1""", email)
                .map(rows -> Rows.first(rows, row -> row.getString("name")));
    }

    Future<Boolean> insertDepartment(SqlClient db, String email, String name) {
        return run(db, "insert into department (email, name) values ($1, $2) on conflict do nothing", email, name)
                .map(rows -> rows.rowCount() == 1);
    }

    Future<List<StaffAdministration.Department>> listDepartments(SqlClient db) {
        return run(db, "select email, name from department order by name, email")
                .map(rows -> Rows.all(rows, row ->
                        new StaffAdministration.Department(row.getString("email"), row.getString("name"))));
    }

    Future<Boolean> hasDepartment(SqlClient db, String email) {
        return run(db, "select from department where email = $1", email).map(rows -> rows.size() > 0);
    }

    Future<Void> join(SqlClient db, UUID id, String department) {
        return run(db, """
                insert into department_member (department_email, staff_id) values ($1, $2)
                on conflict do nothing""", department, id)
                .mapEmpty();
    }

    Future<Boolean> leave(SqlClient db, UUID id, String department) {
        return run(db, "delete from department_member where department_email = $1 and staff_id = $2", department, id)
                .map(rows -> rows.rowCount() == 1);
    }

    private static Account account(Row row) {
        var staff = new Staff(
                row.getUUID("id"), row.getString("name"), row.getString("email"),
                Optional.ofNullable(row.getString("mobile")).map(PhoneNumber::new),
                Stream.of(row.getArrayOfStrings("roles")).map(code -> Role.of(code).orElseThrow()).collect(toSet()));
        return new Account(
                staff, Optional.ofNullable(row.getString("password_hash")),
                Rows.optionalInstant(row, "disabled_at").isEmpty());
    }

    static String[] codes(Set<Role> roles) {
        return roles.stream().map(Role::code).sorted().toArray(String[]::new);
    }
}
