package nl.rijkscloud.staff;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Bus;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.staff.StaffRegister.StaffMember;
import nl.rijkscloud.typed.PhoneNumber;

/**
 * Accounts and departments for a beheerder in the browser: the acts of the command line ({@link StaffRegister} and
 * {@link StaffImport}), by the id of the account. A beheerder cannot close their own account or give up their own role,
 * and the last one stays. Safe for use from any thread.
 */
public final class StaffAdministration {
    /** A department that documents can be sent to. */
    public record Department(String email, String name) {}

    /**
     * The wanted state of an account.
     *
     * @param mobile empty leaves the number as it is
     * @param departments addresses
     */
    public record Entry(String name, Optional<PhoneNumber> mobile, Set<Role> roles, Set<String> departments) {}

    /** @param password to be handed out; kept nowhere, and empty where people sign in elsewhere */
    public record Added(UUID id, Optional<String> password) {
        /** Leaves the password out, so that no log shows it by accident. */
        @Override
        public String toString() {
            return "Added[" + id + "]";
        }
    }

    /** The most first passwords of one import: making them takes a few tens of milliseconds each. */
    static final int MOST_PASSWORDS = 250;

    /**
     * A list to import, with the choices of the beheerder.
     *
     * @param file as a spreadsheet saves it
     * @param disableAbsent closes the accounts of those who are not in the list
     * @param passwords makes first passwords for those in the list who have none
     */
    public record AccountList(byte[] file, boolean disableAbsent, boolean passwords) {}

    /**
     * The result of an import of a list.
     *
     * @param passwords by address, to be handed out; they are kept nowhere
     * @param withoutPassword the number of people in the list who have no password yet
     */
    public record Imported(StaffPlan plan, Map<String, String> passwords, int withoutPassword) {
        /** Leaves the passwords out, so that no log shows them by accident. */
        @Override
        public String toString() {
            return "Imported[" + passwords.size() + " passwords]";
        }
    }

    private final StaffStore store = new StaffStore();
    private final Database database;
    private final StaffRegister register;
    private final StaffImport imports;
    private final FirstPasswords passwords;
    private final boolean local;
    private final Bus bus;

    /** @param local true when people sign in with passwords of this portal */
    StaffAdministration(
            Vertx vertx, Database database, List<String> domains, boolean local, PasswordHash hash,
            InstantSource clock, Audit audit, Bus bus) {
        this.database = database;
        this.local = local;
        this.bus = bus;
        register = new StaffRegister(vertx, database, domains, hash, clock, audit, Actor.SYSTEM);
        imports = new StaffImport(vertx, database, domains, local, hash, clock, audit, Actor.SYSTEM);
        passwords = new FirstPasswords(vertx, hash);
    }

    /** True when people sign in with a code by text message. */
    public boolean needsMobile() {
        return local;
    }

    /** Everybody, by address. */
    public Future<List<StaffMember>> list() {
        return register.list();
    }

    public Future<List<Department>> departments() {
        return store.listDepartments(database.client());
    }

    /** Makes an account. Fails with {@code CONFLICT} {@code exists-already}. */
    public Future<Added> add(Actor by, String email, Entry entry) {
        return store.byEmail(database.client(), EmailKey.of(email))
                .compose(namesake -> namesake.isPresent()
                        ? Future.failedFuture(Failure.of(
                                Failure.Kind.CONFLICT, "exists-already",
                                "There is an account with this address already."))
                        : local ? firstPassword(email).map(Optional::of)
                                : Future.succeededFuture(Optional.<FirstPasswords.Password>empty()))
                .compose(password -> imports.as(by).put(row(email, entry), password)
                        .map(id -> new Added(id, password.map(FirstPasswords.Password::text))));
    }

    /** Sets an account to the entry's values. */
    public Future<Void> change(Actor by, UUID id, Entry entry) {
        return email(id)
                .compose(email -> imports.as(by).put(row(email, entry), Optional.empty()))
                .onSuccess(this::tell)
                .mapEmpty();
    }

    public Future<Void> setEmail(Actor by, UUID id, String other) {
        return email(id).compose(email -> register.as(by).setEmail(email, other)).onSuccess(done -> tell(id));
    }

    public Future<Void> disable(Actor by, UUID id) {
        return email(id).compose(email -> register.as(by).disable(email)).onSuccess(done -> tell(id));
    }

    public Future<Void> enable(Actor by, UUID id) {
        return email(id).compose(email -> register.as(by).enable(email));
    }

    public Future<Void> signOut(Actor by, UUID id) {
        return email(id).compose(email -> register.as(by).signOut(email)).onSuccess(done -> tell(id));
    }

    public Future<Void> unlock(Actor by, UUID id) {
        return email(id).compose(email -> register.as(by).unlock(email));
    }

    /** Removes the account's link to the identity provider. */
    public Future<Void> unlink(Actor by, UUID id) {
        return email(id).compose(email -> register.as(by).unlink(email)).onSuccess(done -> tell(id));
    }

    /** Gives an account a password that nobody chose, and answers it once. Fails where people sign in elsewhere. */
    public Future<Added> givePassword(Actor by, UUID id) {
        return !local
                ? Future.failedFuture(Failure.notFound())
                : email(id).compose(email -> firstPassword(email).compose(password ->
                        register.as(by).setPassword(email, password)
                                .onSuccess(done -> tell(id))
                                .map(done -> new Added(id, Optional.of(password.text())))));
    }

    private Future<FirstPasswords.Password> firstPassword(String email) {
        return passwords.make(List.of(email)).map(made -> Objects.requireNonNull(made.get(email)));
    }

    public Future<Void> addDepartment(Actor by, String email, String name) {
        return register.as(by).addDepartment(email, name);
    }

    /** The changes that a list would make, or its mistakes. Fails as {@link Beheerders} does. */
    public Future<StaffPlan> planList(Actor by, AccountList list) {
        return imports.plan(list.file()).compose(plan -> register.list().map(members -> {
            if (plan.mistakes().isEmpty() && plan.people() > 0) {
                new Beheerders(by).checkList(plan, members, list.disableAbsent());
            }
            return plan;
        }));
    }

    /**
     * Does what a plan says, all or nothing. Fails with {@code CONFLICT} {@code plan-changed} when the list or an
     * account of the plan is another by now.
     *
     * @param plan of this list, without mistakes
     * @param digest of the plan that the beheerder has seen
     * @param gone true when nobody waits for the answer any more: nothing is done then, because the passwords in it
     * would be lost
     */
    public Future<Imported> importList(
            Actor by, AccountList list, StaffPlan plan, String digest, BooleanSupplier gone) {
        if (!plan.digest(list.file(), list.disableAbsent()).equals(digest)) {
            return Future.failedFuture(StaffImport.changed());
        }
        var without = plan.withoutPassword();
        var some = list.passwords() ? without.subList(0, Math.min(without.size(), MOST_PASSWORDS)) : List.<String>of();
        return passwords.make(some).compose(made -> gone.getAsBoolean()
                ? Future.failedFuture(Failure.of(Failure.Kind.CONFLICT, "client-gone",
                        "Nobody waits for the passwords any more. Nothing was done."))
                : imports.as(by).apply(list.file(), digest, made, list.disableAbsent()).map(done -> {
                    plan.changed().forEach(change -> tell(change.after().id()));
                    if (list.disableAbsent()) {
                        plan.absent().forEach(member -> tell(member.staff().id()));
                    }
                    var texts = new LinkedHashMap<String, String>();
                    made.forEach((email, password) -> texts.put(email, password.text()));
                    return new Imported(plan, texts, without.size() - texts.size());
                }));
    }

    private void tell(UUID id) {
        bus.tell(AccountChanged.TOPIC, new AccountChanged(id));
    }

    private static StaffTable.Row row(String email, Entry entry) {
        return new StaffTable.Row(
                1, email, entry.name(), entry.mobile(), Optional.of(entry.roles()), Optional.of(entry.departments()));
    }

    private Future<String> email(UUID id) {
        return store.byId(database.client(), id)
                .map(found -> found.map(account -> account.staff().email()).orElseThrow(Failure::notFound));
    }
}
