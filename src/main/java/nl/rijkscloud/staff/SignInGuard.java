package nl.rijkscloud.staff;

import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Source;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.limit.Throttle;
import nl.rijkscloud.vault.BrowserSecret;

/**
 * Limits how often passwords and codes may be tried, and from where. A browser in which the person signed in before has
 * an allowance of its own, which nobody else can use up. All others are strangers: they share a small one per account,
 * and the part of it that one source can use is smaller still, so that strangers neither guess much nor keep the person
 * out. It is an allowance only: a known browser opens nothing.
 *
 * <p>Failures in a row are counted at the account as well, apart from time (NIST SP 800-63B: 100 at most). Strangers
 * have half of them and known browsers the other half, so that strangers cannot use up what a known browser has. Safe
 * for use from any thread.
 */
final class SignInGuard {
    /**
     * @param open whether something may be compared
     * @param failures in a row so far, if this is another one
     */
    record Attempt(boolean known, boolean open, int failures) {}

    private final SignInStore store = new SignInStore();
    private final Database database;
    private final Throttle throttle;
    private final Limits limits;
    private final SecureRandom random;
    private final InstantSource clock;
    private final Config.SignIns config;

    SignInGuard(
            Database database, Throttle throttle, Limits limits, SecureRandom random, InstantSource clock,
            Config.SignIns config) {
        this.database = database;
        this.throttle = throttle;
        this.limits = limits;
        this.random = random;
        this.clock = clock;
        this.config = config;
    }

    /**
     * Counts a knock with a password. The same work for an address without an account, which has the same limits.
     *
     * @return fails with {@code TOO_MANY} when there have been too many lately; nothing is compared then, and nothing
     * counted
     */
    Future<Attempt> knock(Optional<UUID> account, String address, Optional<BrowserSecret> browser, Source source) {
        var staff = account.orElseGet(UUID::randomUUID);
        return isKnown(staff, browser).compose(known -> throttle
                .count(known
                        ? limits.signInsFromKnownBrowser(staff, source)
                        : limits.signInsFromUnknownBrowser(address, source))
                .compose(counted -> attempt(staff, known)));
    }

    /** Checks a code as a password is checked. The text message with the code was limited already. */
    Future<Attempt> guess(UUID staff, Optional<BrowserSecret> browser) {
        return isKnown(staff, browser).compose(known -> attempt(staff, known));
    }

    private Future<Attempt> attempt(UUID staff, boolean known) {
        return store.takeTry(database.client(), staff, known, config.failuresInARow() / 2)
                .map(count -> new Attempt(known, count.isPresent(), count.orElse(0)));
    }

    Future<Boolean> isKnown(UUID staff, Optional<BrowserSecret> browser) {
        var id = browser.orElseGet(() -> BrowserSecret.random(random)).id();
        return store.isKnown(database.client(), id, staff, clock.instant());
    }

    /** The password was right: that was no failure. */
    Future<Void> right(UUID staff, Attempt attempt) {
        return store.giveBack(database.client(), staff, attempt.known());
    }

    /**
     * Somebody has signed in completely: the row of failures ends, and their browser is known from here on, under a new
     * cookie.
     */
    Future<BrowserSecret> signedIn(UUID staff, Optional<BrowserSecret> browser) {
        var next = BrowserSecret.random(random);
        var now = clock.instant();
        return database.inTransaction(tx -> store.reset(tx, staff)
                .compose(done -> browser.map(old -> store.forget(tx, old.id())).orElseGet(Future::succeededFuture))
                .compose(done -> store.remember(tx, next.id(), staff, now, now.plus(config.browserLife())))
                .map(next));
    }

    /** Forgets browsers whose time is over. For the custodian. */
    public Future<Void> clear() {
        return store.deleteExpired(database.client(), clock.instant());
    }
}
