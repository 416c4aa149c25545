package nl.rijkscloud.staff;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.staff.StaffStore.Account;
import nl.rijkscloud.typed.InputResult;
import nl.rijkscloud.typed.PersonName;
import nl.rijkscloud.typed.PhoneNumber;

/**
 * Accounts and departments, for their administrators. A refusal is a sentence for that person: {@code INVALID}, {@code
 * CONFLICT} for something that exists already, {@code NOT_FOUND}. Safe for use from any thread.
 */
public final class StaffRegister {
    /**
     * An account as its administrator sees it.
     *
     * @param departments the addresses of the person's departments, in order
     * @param hasPassword false when the person cannot sign in with a password of this portal
     */
    public record StaffMember(Staff staff, List<String> departments, boolean enabled, boolean hasPassword) {}

    private static final String TAKEN = "There is an account with this address already.";

    private final StaffStore store = new StaffStore();
    private final Database database;
    private final List<String> domains;
    private final PasswordHash hash;
    private final HashQueue queue;
    private final InstantSource clock;
    private final Audit audit;
    private final Actor by;

    /**
     * @param domains the organisation's mail domains: transfers are addressed to nobody outside them
     * @param by the administrator, for the audit log
     */
    public StaffRegister(
            Vertx vertx, Database database, List<String> domains, PasswordHash hash, InstantSource clock, Audit audit,
            Actor by) {
        this(database, domains, hash, new HashQueue(vertx), clock, audit, by);
    }

    private StaffRegister(
            Database database, List<String> domains, PasswordHash hash, HashQueue queue, InstantSource clock,
            Audit audit, Actor by) {
        this.database = database;
        this.domains = domains;
        this.hash = hash;
        this.queue = queue;
        this.clock = clock;
        this.audit = audit;
        this.by = by;
    }

    /** The same register, whose acts are somebody else's in the audit log. */
    StaffRegister as(Actor other) {
        return new StaffRegister(database, domains, hash, queue, clock, audit, other);
    }

    /** @param mobile in any notation that is usual in the Netherlands, or with a country code */
    public Future<Staff> add(String name, String email, String mobile, String password) {
        return checked(() -> new Staff(
                        UUID.randomUUID(), name(name), EmailKey.within(domains, email), Optional.of(mobile(mobile)),
                        Set.of(Role.MEDEWERKER)))
                .compose(staff -> hashed(password, staff.email())
                        .compose(phc -> database.inTransaction(tx -> store.insert(tx, staff, phc, clock.instant())
                                .map(inserted -> unlessTaken(
                                        inserted, TAKEN, staff))
                                .compose(done -> record(tx, Action.ACCOUNT_ADDED, Subject.account(staff.id()))
                                        .map(done)))));
    }

    /**
     * Closes the account, and ends at once what its owner has open. Transfers already received stay with their other
     * addressees. Fails as {@link Beheerders} does.
     */
    public Future<Void> disable(String email) {
        return existing(email).compose(account -> database.inTransaction(tx -> store.lockAll(tx)
                .compose(alone -> store.members(tx))
                .map(members -> new Beheerders(by).checkDisabling(account.staff(), members))
                .compose(allowed -> store.disable(tx, account.staff().id(), clock.instant()))
                .compose(done -> store.signOut(tx, account.staff().id()))
                .compose(done -> record(tx, Action.ACCOUNT_DISABLED, Subject.account(account.staff().id())))));
    }

    /**
     * Undoes {@link #disable}: with the same password, departments and roles. Sessions that were signed in have to sign
     * in again.
     */
    public Future<Void> enable(String email) {
        return change(email, Action.ACCOUNT_ENABLED, (tx, person) -> store.enable(tx, person.id())
                .compose(done -> new SignInStore().reset(tx, person.id())));
    }

    public Future<Void> setName(String email, String name) {
        return checked(() -> name(name)).compose(good ->
                change(email, Action.ACCOUNT_CHANGED, (tx, person) -> store.setName(tx, person.id(), good)));
    }

    /** Sign-in codes go to another number from now on. All sessions of the person are signed out. */
    public Future<Staff> setMobile(String email, String mobile) {
        return checked(() -> mobile(mobile)).compose(good -> change(email, Action.MOBILE_CHANGED, (tx, person) ->
                        store.setMobile(tx, person.id(), good).compose(done -> store.signOut(tx, person.id()))))
                .compose(done -> existing(email)).map(Account::staff);
    }

    /**
     * Gives the account another address. Transfers to the old one can still be opened: it becomes a department of this
     * person alone, unless there is one already.
     */
    public Future<Void> setEmail(String email, String other) {
        return checked(() -> EmailKey.within(domains, other)).compose(good -> existing(email).compose(account -> {
            var person = account.staff();
            if (person.email().equals(good)) {
                return Future.succeededFuture();
            }
            return database.inTransaction(tx -> store.setEmail(tx, person.id(), good)
                    .map(changed -> unlessTaken(changed, TAKEN, person))
                    .compose(done -> store.insertDepartment(tx, person.email(), person.name()))
                    .compose(made ->
                            (made ? store.join(tx, person.id(), person.email()) : Future.<Void>succeededFuture())
                            .compose(done -> audit.record(tx, addressLines(person, made)))));
        }));
    }

    /** Everybody, by address. */
    public Future<List<StaffMember>> list() {
        return store.members(database.client());
    }

    /** Takes a person out of a department; they can no longer open transfers to it. */
    public Future<Void> leave(String email, String department) {
        var address = EmailKey.of(department);
        return existing(email)
                .compose(account -> database.inTransaction(tx -> store.leave(tx, account.staff().id(), address)
                .compose(left -> left
                        ? audit.record(
                                tx, AuditEntry.done(by, Action.DEPARTMENT_LEFT, Subject.account(account.staff().id())),
                                AuditEntry.done(by, Action.DEPARTMENT_LEFT, Subject.department(address)))
                        : Future.failedFuture(
                                notFound("This person is not in a department with this e-mail address.")))));
    }

    /** Lets the owner try again after too many failures in a row. */
    public Future<Void> unlock(String email) {
        return change(email, Action.ACCOUNT_UNLOCKED, (tx, person) -> new SignInStore().reset(tx, person.id()));
    }

    /** Ends the owner's sessions in every browser, and makes all these browsers unknown. */
    public Future<Void> signOut(String email) {
        return change(email, Action.SIGNED_OUT, (tx, person) -> store.signOut(tx, person.id()));
    }

    /** Gives the account another password, unlocks it, and signs its owner out everywhere. */
    public Future<Void> setPassword(String email, String password) {
        return existing(email).compose(account ->
                hashed(password, account.staff().email()).compose(phc -> setHash(account.staff().id(), phc)));
    }

    /** The same with a password that nobody chose. */
    Future<Void> setPassword(String email, FirstPasswords.Password password) {
        return existing(email).compose(account -> setHash(account.staff().id(), password.hash()));
    }

    private Future<Void> setHash(UUID id, String phc) {
        return database.inTransaction(tx -> store.setPassword(tx, id, phc)
                .compose(done -> new SignInStore().reset(tx, id))
                .compose(done -> store.signOut(tx, id))
                .compose(done -> record(tx, Action.PASSWORD_CHANGED, Subject.account(id))));
    }

    /** Gives a person a role, or takes it away; the person stays signed in, and it holds at once. */
    public Future<Void> setRole(String email, Role role, boolean has) {
        return existing(email).compose(account -> {
            var roles = EnumSet.noneOf(Role.class);
            roles.addAll(account.staff().roles());
            if (has) {
                roles.add(role);
            } else {
                roles.remove(role);
            }
            var id = account.staff().id();
            return database.inTransaction(tx -> store.setRoles(tx, id, roles)
                    .compose(done -> record(tx, role.change(has), Subject.account(id))));
        });
    }

    public Future<Void> addDepartment(String email, String name) {
        return checked(() -> EmailKey.within(domains, email))
                .compose(address -> database.inTransaction(tx -> store.insertDepartment(tx, address, name(name))
                        .map(inserted ->
                                unlessTaken(inserted, "There is a department with this address already.", address))
                        .compose(done -> record(tx, Action.DEPARTMENT_ADDED, Subject.department(address)))));
    }

    /** Lets a person open transfers to a department. Joining twice is joining once. */
    public Future<Void> join(String email, String department) {
        return existing(email).compose(account -> store.hasDepartment(database.client(), EmailKey.of(department))
                .compose(found -> found
                        ? database.inTransaction(tx -> join(tx, account.staff().id(), EmailKey.of(department)))
                        : Future.failedFuture(notFound("There is no department with this e-mail address."))));
    }

    /**
     * Separates the account from its identity at the provider. The next identity with its address there gets the
     * account: use it for an identity that was made anew, never for another person.
     */
    public Future<Void> unlink(String email) {
        return existing(email)
                .compose(account -> database.inTransaction(tx -> new IdentityStore().release(tx, account.staff().id())
                .compose(done -> record(tx, Action.IDENTITY_RELEASED, Subject.account(account.staff().id())))));
    }

    /** Writes two audit lines: the person who may now read more, and the department. */
    private Future<Void> join(SqlClient tx, UUID staff, String department) {
        return store.join(tx, staff, department).compose(done -> audit.record(
                tx, AuditEntry.done(by, Action.DEPARTMENT_JOINED, Subject.account(staff)),
                AuditEntry.done(by, Action.DEPARTMENT_JOINED, Subject.department(department))));
    }

    private List<AuditEntry> addressLines(Staff person, boolean departmentMade) {
        var account = Subject.account(person.id());
        var department = Subject.department(person.email());
        var changed = AuditEntry.done(by, Action.ACCOUNT_CHANGED, account);
        return departmentMade
                ? List.of(changed, AuditEntry.done(by, Action.DEPARTMENT_ADDED, department),
                        AuditEntry.done(by, Action.DEPARTMENT_JOINED, account),
                        AuditEntry.done(by, Action.DEPARTMENT_JOINED, department))
                : List.of(changed);
    }

    /** One change of one account, with its line. */
    private Future<Void> change(String email, Action action, BiFunction<SqlClient, Staff, Future<Void>> work) {
        return existing(email).compose(account -> database.inTransaction(tx -> work.apply(tx, account.staff())
                .compose(done -> record(tx, action, Subject.account(account.staff().id())))));
    }

    private Future<Void> record(SqlClient tx, Action action, Subject subject) {
        return audit.record(tx, AuditEntry.done(by, action, subject));
    }

    private Future<Account> existing(String email) {
        return store.byEmail(database.client(), EmailKey.of(email))
                .map(found -> found.orElseThrow(() -> notFound("There is no account with this e-mail address.")));
    }

    private Future<String> hashed(String password, String email) {
        return checked(() -> PasswordRule.checked(password, email)).compose(good -> queue.run(() -> hash.hash(good)));
    }

    static String name(String name) {
        return switch (PersonName.read(name)) {
            case InputResult.Good<String>(var good) -> good;
            case InputResult.Unfit<String>(var fault, var character) ->
                    throw invalid("This is not a name. " + fault.sentence(character.orElse("")));
        };
    }

    static PhoneNumber mobile(String mobile) {
        return PhoneNumber.parse(mobile)
                .filter(PhoneNumber::isMobile)
                .orElseThrow(() -> invalid("This is not a mobile phone number; sign-in codes go there."));
    }

    private static <T> T unlessTaken(boolean inserted, String otherwise, T result) {
        if (!inserted) {
            throw Failure.of(Failure.Kind.CONFLICT, "exists-already", otherwise);
        }
        return result;
    }

    private static <T> Future<T> checked(Supplier<T> input) {
        return Future.<T>succeededFuture().map(nothing -> input.get());
    }

    static Failure invalid(String detail) {
        return Failure.of(Failure.Kind.INVALID, "invalid", detail);
    }

    private static Failure notFound(String detail) {
        return Failure.of(Failure.Kind.NOT_FOUND, "not-found", detail);
    }
}
