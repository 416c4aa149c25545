package nl.rijkscloud.signin;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClosedException;
import io.vertx.sqlclient.SqlClient;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Result;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.db.Rows;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.Source;
import nl.rijkscloud.link.ProviderSessions.ProviderSignIn;
import nl.rijkscloud.staff.AccountProvisioning;
import nl.rijkscloud.staff.Staff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs staff in with the organisation's identity provider: sends the browser there, receives it back, and signs out.
 * Any thread may call it.
 */
final class OidcSignIn {
    /** Reads and writes {@code sign_in_used}, the attempts that have come back. */
    static final class SignInAttemptStore {
        /**
         * Marks the attempt as used. Returns true for the first caller only, also when several call at the same moment.
         */
        Future<Boolean> use(SqlClient db, byte[] attempt, Instant expiresAt) {
            return run(db, "insert into sign_in_used (id, expires_at) values ($1, $2) on conflict do nothing",
                            Rows.bytes(attempt), Rows.time(expiresAt))
                    .map(rows -> rows.rowCount() == 1);
        }

        Future<Void> deleteOld(SqlClient db, Instant now) {
            return run(db, "delete from sign_in_used where expires_at <= $1", Rows.time(now)).mapEmpty();
        }
    }

    /** The page that the provider sends browsers back to. */
    static final String CALLBACK = "/inspectie/terug";

    private static final Logger LOG = LoggerFactory.getLogger(OidcSignIn.class);

    private final SignInAttemptStore attempts = new SignInAttemptStore();
    private final IdentityProvider provider;
    private final AccountProvisioning accounts;
    private final Database database;
    private final Audit audit;
    private final SecureRandom random;
    private final InstantSource clock;
    private final URI signedOut;

    /** A new attempt, and the provider's address that the browser has to go to. */
    record Departure(SignInAttempt attempt, String address) {}

    /** A person who came back, and the sign-in as the provider can end it. */
    record Arrival(Staff person, ProviderSignIn signIn) {}

    /**
     * @param publicUrl the portal's own address; a request never sets it
     */
    OidcSignIn(
            IdentityProvider provider, URI publicUrl, AccountProvisioning accounts, Database database, Audit audit,
            SecureRandom random, InstantSource clock) {
        this.provider = provider;
        this.signedOut = publicUrl.resolve("/inspectie/afgemeld");
        this.accounts = accounts;
        this.database = database;
        this.audit = audit;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Begins an attempt, which changes nothing here. Fails with {@code UNAVAILABLE} if the provider cannot be reached.
     *
     * @param asked the page to come back to; anything but a page of ours is the overview
     * @param again true to have the provider ask for the password again
     */
    Future<Departure> depart(String asked, boolean again) {
        var attempt = SignInAttempt.begin(random, clock.instant(), asked);
        return provider.signInAddress(attempt, again)
                .map(address -> new Departure(attempt, address))
                .recover(trouble -> Future.failedFuture(unavailable(trouble)));
    }

    /**
     * Finds the person who came back. It works once per attempt, in the browser that began it. Fails with {@code
     * UNAUTHENTICATED} {@code sign-in-unfinished}, with {@code FORBIDDEN} {@code not-admitted}, or with {@code
     * UNAVAILABLE}.
     */
    Future<Arrival> arrive(Optional<SignInAttempt> attempt, String state, String code, Source source) {
        return arrive(attempt, state, code)
                .recover(failure -> failure instanceof Failure known && known.kind() != Failure.Kind.UNAVAILABLE
                ? audit.refused(AuditEntry.refused(
                        Actor.NOBODY.from(source), Action.SIGNED_IN, result(known), Subject.NONE), known)
                : Future.failedFuture(failure));
    }

    private static Result result(Failure failure) {
        return failure.kind() != Failure.Kind.FORBIDDEN ? Result.NOT_FINISHED
                : "disabled".equals(failure.extras().get("reason")) ? Result.ACCOUNT_DISABLED
                : Result.NOT_ADMITTED;
    }

    private Future<Arrival> arrive(Optional<SignInAttempt> attempt, String state, String code) {
        var now = clock.instant();
        var mine = attempt.filter(one -> one.hasState(state) && !one.isOver(now));
        if (mine.isEmpty() || code.isEmpty()) {
            return Future.failedFuture(unfinished("no attempt of this browser"));
        }
        return attempts.use(database.client(), mine.get().id(), mine.get().expiresAt())
                .compose(first -> first
                        ? provider.redeem(code, mine.get()).recover(OidcSignIn::refused)
                        : Future.failedFuture(unfinished("came back twice")))
                .compose(token -> admit(token, mine.get())
                        .map(person -> new Arrival(person, token.signIn(mine.get().began()))));
    }

    /**
     * Finds the address for signing out at the provider too. Empty if it has none or cannot be reached, because signing
     * out here must not fail for that.
     */
    Future<Optional<String>> signOutAddress() {
        return provider.signOutAddress(signedOut).otherwise(Optional.empty());
    }

    /** Deletes the marks of attempts that have expired. */
    public Future<Void> clear() {
        return attempts.deleteOld(database.client(), clock.instant());
    }

    private Future<Staff> admit(IdToken token, SignInAttempt attempt) {
        var mistake = token.findMistake(attempt, clock.instant());
        if (mistake.isPresent()) {
            return Future.failedFuture(unfinished("the ID token has " + mistake.get()));
        }
        return (token.emailIsVerified()
                ? accounts.admit(token.identity())
                : Future.<Staff>failedFuture(AccountProvisioning.refused("email")))
                .onFailure(trouble ->
                        LOG.info("not admitted: {}", trouble instanceof Failure known ? known.extras() : trouble));
    }

    /** Drops the provider's message about a refused code: it may quote the code. */
    private static <T> Future<T> refused(Throwable trouble) {
        var away = trouble instanceof IOException || trouble instanceof TimeoutException
                || trouble instanceof HttpClosedException;
        return Future.failedFuture(away
                ? unavailable(trouble)
                : unfinished("the provider's answer is no sign-in: " + trouble.getClass().getSimpleName()));
    }

    private static Failure unfinished(String why) {
        LOG.info("sign-in not finished: {}", why);
        return Failure.of(Failure.Kind.UNAUTHENTICATED, "sign-in-unfinished",
                "This sign-in cannot be finished. Start again.").logged(why);
    }

    static Failure unavailable(Throwable trouble) {
        LOG.warn("the identity provider cannot be used: {}", trouble.getClass().getSimpleName());
        return Failure.of(
                Failure.Kind.UNAVAILABLE, "identity-provider-unavailable", "The identity provider does not answer.");
    }
}
