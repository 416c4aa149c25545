package nl.rijkscloud.staff;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.InstantSource;
import java.util.List;
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
import nl.rijkscloud.kernel.Bus;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.staff.StaffStore.Account;
import nl.rijkscloud.typed.PersonName;

/**
 * Admits people whom the identity provider vouches for. The first sign-in makes the account, or takes the local one
 * with that address. Each sign-in sets name, address, roles and departments to the provider's values. A person who was
 * disabled here stays out, whatever it says. Safe for use from any thread.
 */
public final class AccountProvisioning {
    /**
     * A person as the identity provider knows them.
     *
     * @param subject the permanent name of the person, unique among all providers
     * @param email an address that the provider has verified
     * @param departments addresses of departments; empty when the provider does not keep them
     */
    public record ProviderIdentity(
            String subject, String name, String email, Set<Role> roles, Optional<List<String>> departments) {}

    private final StaffStore store = new StaffStore();
    private final IdentityStore identities = new IdentityStore();
    private final Database database;
    private final Audit audit;
    private final List<String> domains;
    private final InstantSource clock;
    private final Bus bus;

    /** @param domains the organisation's mail domains; nobody outside them is staff */
    public AccountProvisioning(Database database, Audit audit, List<String> domains, InstantSource clock, Bus bus) {
        this.database = database;
        this.audit = audit;
        this.domains = domains;
        this.clock = clock;
        this.bus = bus;
    }

    /** Fails with {@code FORBIDDEN} {@code not-admitted} and a {@code reason}. */
    public Future<Staff> admit(ProviderIdentity identity) {
        if (!EmailKey.isWithin(domains, identity.email())) {
            return Future.failedFuture(refused("domain"));
        }
        return database.inTransaction(tx -> identities.lock(tx, EmailKey.of(identity.email()))
                        .compose(alone -> known(tx, identity))
                        .compose(account -> account.isPresent() || !identity.roles().isEmpty()
                                ? update(tx, identity, account.map(Account::staff))
                                : Future.failedFuture(refused("role"))))
                .onSuccess(person -> bus.tell(AccountChanged.TOPIC, new AccountChanged(person.id())))
                // After the commit, so that open sessions lose a role that was taken away, too.
                .map(person -> {
                    if (person.roles().isEmpty()) {
                        throw refused("role");
                    }
                    return person;
                });
    }

    /** A refusal that the page explains; it names nobody. */
    public static Failure refused(String reason) {
        return Failure.of(Failure.Kind.FORBIDDEN, "not-admitted", "This account may not sign in here.")
                .with("reason", reason);
    }

    private Future<Optional<Account>> known(SqlClient tx, ProviderIdentity identity) {
        return store.byIdentity(tx, identity.subject()).compose(mine -> store.byEmail(tx, EmailKey.of(identity.email()))
                .compose(namesake -> mine.isEmpty() && namesake.isPresent()
                        ? adopt(tx, identity, namesake.get())
                        : Future.succeededFuture(mine).map(account -> unlessTaken(account, namesake))))
                .map(account -> {
                    if (account.filter(one -> !one.enabled()).isPresent()) {
                        throw refused("disabled");
                    }
                    return account;
                });
    }

    /**
     * An account with this address that belongs to nobody at the provider yet. Addresses are given out again: never one
     * that does.
     */
    private Future<Optional<Account>> adopt(SqlClient tx, ProviderIdentity identity, Account account) {
        return identities.bind(tx, account.staff().id(), identity.subject()).map(bound -> {
            if (!bound) {
                throw refused("conflict");
            }
            return Optional.of(account);
        });
    }

    private static Optional<Account> unlessTaken(Optional<Account> mine, Optional<Account> namesake) {
        if (namesake.isPresent() && !namesake.map(one -> one.staff().id()).equals(mine.map(one -> one.staff().id()))) {
            throw refused("conflict");
        }
        return mine;
    }

    private Future<Staff> update(SqlClient tx, ProviderIdentity identity, Optional<Staff> known) {
        var person = new Staff(
                known.map(Staff::id).orElseGet(UUID::randomUUID), name(identity),
                EmailKey.within(domains, identity.email()),
                known.flatMap(Staff::mobile), identity.roles());
        return identities.put(tx, person, identity.subject(), clock.instant())
                .compose(done -> identity.departments()
                        .map(addresses -> identities.setDepartments(
                                tx, person.id(), addresses.stream().map(EmailKey::of).toList()))
                        .orElseGet(Future::succeededFuture))
                .compose(done -> audit.record(tx, changes(person, known)))
                .map(person);
    }

    /** The audit log shows a change by the provider as an act of the portal itself. */
    private static List<AuditEntry> changes(Staff person, Optional<Staff> known) {
        var account = Subject.account(person.id());
        var added = known.isEmpty()
                ? Stream.of(AuditEntry.done(Actor.SYSTEM, Action.ACCOUNT_ADDED, account))
                : Stream.<AuditEntry>empty();
        var changed = Stream.of(Role.values())
                .filter(role -> person.has(role) != known.filter(before -> before.has(role)).isPresent())
                .map(role -> AuditEntry.done(Actor.SYSTEM, role.change(person.has(role)), account));
        return Stream.concat(added, changed).toList();
    }

    /** Names come from a form that is not ours: characters that a name cannot hold here are left out. */
    private static String name(ProviderIdentity identity) {
        var salvaged = PersonName.salvaged(identity.name());
        return salvaged.isEmpty() ? EmailKey.of(identity.email()) : salvaged;
    }
}
