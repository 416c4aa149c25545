package nl.rijkscloud.staff;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Result;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.Source;
import nl.rijkscloud.staff.StaffStore.Account;
import nl.rijkscloud.vault.BrowserSecret;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks passwords of staff, and tells for whom they may open a transfer. Unknown account, wrong password and disabled
 * account get one answer after the same work, so that nobody learns who has an account. Safe for use from any thread;
 * hashes are computed on threads of their own.
 */
public final class StaffService {
    private static final Logger LOG = LoggerFactory.getLogger(StaffService.class);

    private final StaffStore store = new StaffStore();
    private final Database database;
    private final SignInGuard guard;
    private final SignInAlerts alerts;
    private final PasswordHash hash;
    private final Audit audit;
    private final HashQueue queue;
    private final String decoy;

    public StaffService(
            Vertx vertx, Database database, SignInGuard guard, SignInAlerts alerts, PasswordHash hash, Audit audit) {
        this.database = database;
        this.guard = guard;
        this.alerts = alerts;
        this.hash = hash;
        this.audit = audit;
        this.queue = new HashQueue(vertx);
        this.decoy = hash.decoy();
    }

    /**
     * The person whose password this is. It is the first of two steps: a code must follow before anything opens.
     *
     * <p>Fails with {@code UNAUTHENTICATED} {@code sign-in-failed}, with {@code TOO_MANY} when this browser, account or
     * source has tried too often, or with {@code BUSY}. An account with too many failures in a row answers like one
     * that does not exist.
     *
     * @param browser what the browser is known by, if it says so
     */
    public Future<Staff> checkPassword(String email, String password, Source source, Optional<BrowserSecret> browser) {
        var address = EmailKey.of(email);
        return store.byEmail(database.client(), address)
                .compose(account -> guard.knock(account.map(StaffService::id), address, browser, source)
                        .recover(tooMany -> audit.refused(entry(source, Result.TOO_MANY, Optional.empty()), tooMany))
                        .compose(attempt -> queue.run(() -> matches(account.filter(known -> attempt.open()), password))
                                .compose(matches -> matches && account.get().enabled()
                                        ? guard.right(id(account.get()), attempt)
                                                .compose(done -> audit.tally(entry(source, Result.DONE, account)))
                                                .compose(written -> signedIn(account.get(), password))
                                        : failed(account, attempt, source, matches))));
    }

    /**
     * Counts a guess at a sign-in code before it is compared. Fails with {@code UNAUTHENTICATED} {@code code-unusable}
     * when there were too many.
     */
    public Future<Void> guessCode(UUID staff, Source source, Optional<BrowserSecret> browser) {
        return guard.guess(staff, browser).compose(attempt -> attempt.open()
                ? store.byId(database.client(), staff)
                        .compose(found -> alerts.failures(found.orElseThrow().staff(), attempt.failures()))
                : audit.refused(
                        AuditEntry.refused(
                                Actor.NOBODY.from(source), Action.SIGNED_IN, Result.TOO_MANY, Subject.account(staff)),
                        Failure.of(Failure.Kind.UNAUTHENTICATED, "code-unusable",
                                "There is no code to check. Sign in again.")));
    }

    /** Somebody gave the right code too: answers what their browser is known by from here on. */
    public Future<BrowserSecret> signedIn(Staff person, Optional<BrowserSecret> browser) {
        return guard.isKnown(person.id(), browser)
                .compose(known -> known ? Future.succeededFuture() : alerts.newBrowser(person))
                .compose(told -> guard.signedIn(person.id(), browser));
    }

    /** Signs a person out in every browser; none of them is known any more. */
    public Future<Void> signOutEverywhere(UUID staff, Source source) {
        return database.inTransaction(tx -> store.signOut(tx, staff)
                .compose(done -> audit.record(tx,
                        AuditEntry.done(Actor.staff(staff).from(source), Action.SIGNED_OUT, Subject.account(staff)))));
    }

    /** Forgets browsers whose time is over. For the custodian. */
    public Future<Void> clear() {
        return guard.clear();
    }

    private Future<Staff> failed(
            Optional<Account> account, SignInGuard.Attempt attempt, Source source, boolean matches) {
        var told = account.filter(known -> attempt.open() && known.enabled())
                .map(known -> alerts.failures(known.staff(), attempt.failures()))
                .orElseGet(Future::succeededFuture);
        var why = account.isPresent() && !attempt.open() ? Result.TOO_MANY : why(account, matches);
        return told.compose(done -> audit.refused(entry(source, why, account), refused(account, matches)));
    }

    private static UUID id(Account account) {
        return account.staff().id();
    }

    /** The person, while the account is not disabled. */
    public Future<Optional<Staff>> find(UUID id) {
        return store.byId(database.client(), id).map(found -> found.filter(Account::enabled).map(Account::staff));
    }

    /**
     * True when mail to this address is for this person: it is their own, or that of one of their departments.
     */
    public Future<Boolean> addressedBy(UUID staff, String contactEmail) {
        return store.isAddressedBy(database.client(), staff, EmailKey.of(contactEmail));
    }

    /** The names of those of these addresses, in lower case, that belong to an account or a department. */
    public Future<Map<String, String>> names(List<String> emails) {
        return store.names(database.client(), emails);
    }

    /** The addresses of the departments this person is in. */
    public Future<List<String>> departments(UUID staff) {
        return store.departments(database.client(), staff);
    }

    /** The name of the colleague or department that has this address, if somebody has. */
    public Future<Optional<String>> nameOf(String email) {
        return store.nameOf(database.client(), EmailKey.of(email));
    }

    private boolean matches(Optional<Account> account, String password) {
        // The hash always comes first: its time must not show whether there is an account.
        return hash.matches(password, account.flatMap(Account::passwordHash).orElse(decoy))
                && account.flatMap(Account::passwordHash).isPresent();
    }

    private Future<Staff> signedIn(Account account, String password) {
        var verified = account.passwordHash().orElseThrow();
        if (!hash.isOutdated(verified)) {
            return Future.succeededFuture(account.staff());
        }
        return queue.run(() -> hash.hash(password))
                .compose(fresh -> store.rehash(database.client(), account.staff().id(), verified, fresh))
                // The old hash is still good: next time, then.
                .recover(trouble -> {
                    LOG.warn("A password hash could not be renewed: {}", trouble.toString());
                    return Future.succeededFuture();
                })
                .map(account.staff());
    }

    /** The audit log names the account as the subject: a right password alone does not prove who the person is. */
    private static AuditEntry entry(Source source, Result result, Optional<Account> account) {
        var subject = account.map(known -> Subject.account(known.staff().id())).orElse(Subject.NONE);
        return new AuditEntry(Actor.NOBODY.from(source), Action.PASSWORD_CHECKED, result, subject, Optional.empty());
    }

    private static Result why(Optional<Account> account, boolean matches) {
        if (account.isEmpty()) {
            return Result.UNKNOWN_ACCOUNT;
        }
        return matches ? Result.ACCOUNT_DISABLED : Result.WRONG_PASSWORD;
    }

    private static Failure refused(Optional<Account> account, boolean matches) {
        var trouble = matches ? "disabled account " : "wrong password for account ";
        var reason = account.map(known -> trouble + known.staff().id())
                .orElse("unknown account");
        return Failure.of(
                        Failure.Kind.UNAUTHENTICATED, "sign-in-failed",
                        "The e-mail address or the password is not right.")
                .logged("sign-in failed: " + reason);
    }
}
