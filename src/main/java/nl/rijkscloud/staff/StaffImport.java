package nl.rijkscloud.staff;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.staff.StaffRegister.StaffMember;

/**
 * Makes the accounts those of a list: first as a plan, then all of it in one transaction or nothing. Hashes of first
 * passwords are reckoned before that, so that no row is locked meanwhile. Safe for use from any thread.
 */
public final class StaffImport {
    private final StaffStore store = new StaffStore();
    private final Database database;
    private final List<String> domains;
    private final boolean local;
    private final FirstPasswords passwords;
    private final InstantSource clock;
    private final Audit audit;
    private final Actor by;

    /**
     * @param domains the organisation's mail domains
     * @param local true when people sign in with passwords of this portal, and so need a mobile number
     */
    public StaffImport(
            Vertx vertx, Database database, List<String> domains, boolean local, PasswordHash hash,
            InstantSource clock, Audit audit, Actor by) {
        this(database, domains, local, new FirstPasswords(vertx, hash), clock, audit, by);
    }

    private StaffImport(
            Database database, List<String> domains, boolean local, FirstPasswords passwords, InstantSource clock,
            Audit audit, Actor by) {
        this.database = database;
        this.domains = domains;
        this.local = local;
        this.passwords = passwords;
        this.clock = clock;
        this.audit = audit;
        this.by = by;
    }

    /** The same import, whose acts are somebody else's in the audit log. */
    StaffImport as(Actor other) {
        return new StaffImport(database, domains, local, passwords, clock, audit, other);
    }

    /**
     * Creates an account or sets it to the row's values, and returns its id. Fails with {@code INVALID}, with {@code
     * CONFLICT} {@code account-closed}, and as {@link Beheerders} does.
     *
     * @param first a password for a new account
     */
    Future<UUID> put(StaffTable.Row row, Optional<FirstPasswords.Password> first) {
        return database.inTransaction(tx -> store.lockAll(tx).compose(alone -> members(tx))
                .compose(members -> store.allDepartments(tx).compose(departments -> {
                    var plan = StaffPlan.of(new StaffTable(List.of(row), List.of()), members, departments, local);
                    if (!plan.mistakes().isEmpty()) {
                        return Future.failedFuture(StaffRegister.invalid(plan.mistakes().getFirst().sentence()));
                    }
                    if (!plan.closed().isEmpty()) {
                        return Future.failedFuture(Failure.of(Failure.Kind.CONFLICT, "account-closed",
                                "The account is disabled; enable it first."));
                    }
                    new Beheerders(by).checkChanges(plan, members);
                    var given = first.map(password -> Map.of(row.email(), password)).orElse(Map.of());
                    return carryOut(tx, plan, List.of(), given, false).map(done -> id(plan, members, row));
                })));
    }

    private static UUID id(StaffPlan plan, List<StaffMember> members, StaffTable.Row row) {
        return Stream.concat(plan.added().stream().map(change -> change.after()),
                        members.stream().map(StaffMember::staff))
                .filter(person -> person.email().equals(row.email())).findFirst().orElseThrow().id();
    }

    /** @param file the list, as a spreadsheet saves it */
    public Future<StaffPlan> plan(byte[] file) {
        return members(database.client()).compose(members -> plan(database.client(), file, members));
    }

    /**
     * New passwords for those in the list who have none: hand them out, they are kept nowhere. Empty when people sign
     * in elsewhere.
     */
    public Future<Map<String, FirstPasswords.Password>> firstPasswords(StaffPlan plan) {
        return passwords.make(plan.withoutPassword());
    }

    /**
     * Does all of it, or fails and does nothing: with {@code INVALID} for a list with mistakes, with {@code CONFLICT}
     * {@code plan-changed} when it is no longer the plan that was shown, and as {@link Beheerders} does.
     *
     * @param digest of the plan that was shown, see {@link StaffPlan#digest}
     * @param first passwords by address; whoever is in it gets one
     * @param disableAbsent closes the accounts of those who are not in the list
     */
    public Future<Void> apply(
            byte[] file, String digest, Map<String, FirstPasswords.Password> first, boolean disableAbsent) {
        return database.inTransaction(tx -> store.lockAll(tx).compose(alone -> members(tx))
                .compose(members -> plan(tx, file, members).compose(plan -> {
                    if (!plan.mistakes().isEmpty()) {
                        return Future.failedFuture(StaffRegister.invalid("The list has mistakes."));
                    }
                    if (!plan.digest(file, disableAbsent).equals(digest)) {
                        return Future.failedFuture(changed());
                    }
                    new Beheerders(by).checkList(plan, members, disableAbsent);
                    return carryOut(tx, plan, members, first, disableAbsent);
                })));
    }

    /** The list or the accounts are no longer those of the plan. */
    static Failure changed() {
        return Failure.of(Failure.Kind.CONFLICT, "plan-changed",
                "The accounts have changed meanwhile. Nothing was done; try once more.");
    }

    private Future<Void> carryOut(
            SqlClient tx, StaffPlan plan, List<StaffMember> members, Map<String, FirstPasswords.Password> first,
            boolean disableAbsent) {
        var lines = new ArrayList<AuditEntry>();
        var absent = disableAbsent ? plan.absent() : List.<StaffMember>of();
        return Loop.forEach(plan.added(), change -> add(tx, change, first, lines))
                .compose(done -> Loop.forEach(plan.changed(), change -> change(tx, change, lines)))
                .compose(done -> Loop.forEach(members, member -> givePassword(tx, member, first, lines)))
                .compose(done -> Loop.forEach(absent, member -> disable(tx, member.staff(), lines)))
                .compose(done -> audit.record(tx, lines));
    }

    private Future<Void> add(
            SqlClient tx, StaffPlan.Change change, Map<String, FirstPasswords.Password> first, List<AuditEntry> lines) {
        var person = change.after();
        var password = first.get(person.email());
        lines.add(line(Action.ACCOUNT_ADDED, person));
        person.roles().stream().filter(role -> role != Role.MEDEWERKER)
                .forEach(role -> lines.add(line(role.change(true), person)));
        return store.insert(tx, person, password == null ? null : password.hash(), clock.instant())
                .compose(done -> join(tx, person, change.departments(), lines));
    }

    private Future<Void> change(SqlClient tx, StaffPlan.Change change, List<AuditEntry> lines) {
        var before = change.before().orElseThrow();
        var person = change.after();
        Future<Void> done = Future.succeededFuture();
        if (change.what().contains("name")) {
            lines.add(line(Action.ACCOUNT_CHANGED, person));
            done = done.compose(next -> store.setName(tx, person.id(), person.name()));
        }
        if (change.what().contains("mobile")) {
            lines.add(line(Action.MOBILE_CHANGED, person));
            done = done.compose(next -> store.setMobile(tx, person.id(), person.mobile().orElseThrow()))
                    .compose(next -> store.signOut(tx, person.id()));
        }
        if (change.what().contains("roles")) {
            for (var role : Role.values()) {
                if (person.has(role) != before.staff().has(role)) {
                    lines.add(line(role.change(person.has(role)), person));
                }
            }
            done = done.compose(next -> store.setRoles(tx, person.id(), person.roles()));
        }
        var joined = new HashSet<>(change.departments());
        before.departments().forEach(joined::remove);
        var left = new HashSet<>(before.departments());
        left.removeAll(change.departments());
        return done.compose(next -> join(tx, person, joined, lines)).compose(next -> Loop.forEach(left, department -> {
            lines.add(line(Action.DEPARTMENT_LEFT, person));
            lines.add(AuditEntry.done(by, Action.DEPARTMENT_LEFT, Subject.department(department)));
            return store.leave(tx, person.id(), department);
        }));
    }

    private Future<Void> join(SqlClient tx, Staff person, Set<String> departments, List<AuditEntry> lines) {
        return Loop.forEach(departments, department -> {
            lines.add(line(Action.DEPARTMENT_JOINED, person));
            lines.add(AuditEntry.done(by, Action.DEPARTMENT_JOINED, Subject.department(department)));
            return store.join(tx, person.id(), department);
        });
    }

    private Future<Void> givePassword(
            SqlClient tx, StaffMember member, Map<String, FirstPasswords.Password> first, List<AuditEntry> lines) {
        var password = first.get(member.staff().email());
        if (password == null || member.hasPassword()) {
            return Future.succeededFuture();
        }
        lines.add(line(Action.PASSWORD_CHANGED, member.staff()));
        return store.setPassword(tx, member.staff().id(), password.hash());
    }

    private Future<Void> disable(SqlClient tx, Staff person, List<AuditEntry> lines) {
        lines.add(line(Action.ACCOUNT_DISABLED, person));
        return store.disable(tx, person.id(), clock.instant()).compose(done -> store.signOut(tx, person.id()));
    }

    private Future<StaffPlan> plan(SqlClient db, byte[] file, List<StaffMember> members) {
        return store.allDepartments(db)
                .map(departments -> StaffPlan.of(StaffTable.read(file, domains), members, departments, local));
    }

    private Future<List<StaffMember>> members(SqlClient db) {
        return store.members(db);
    }

    private AuditEntry line(Action action, Staff person) {
        return AuditEntry.done(by, action, Subject.account(person.id()));
    }
}
