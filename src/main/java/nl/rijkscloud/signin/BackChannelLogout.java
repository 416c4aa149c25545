package nl.rijkscloud.signin;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Result;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Bus;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.Source;
import nl.rijkscloud.link.ProviderSessions;
import nl.rijkscloud.link.ProviderSessions.ProviderLogout;
import nl.rijkscloud.signin.IdentityProvider.UnverifiedToken;
import nl.rijkscloud.staff.AccountChanged;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends sessions when the identity provider says that a person has signed out there (OpenID Connect Back-Channel Logout
 * 1.0). Any thread may call it.
 */
final class BackChannelLogout {
    private static final Logger LOG = LoggerFactory.getLogger(BackChannelLogout.class);

    private final ProviderSessions sessions = new ProviderSessions();
    private final ProviderKeys keys;
    private final Config.Oidc config;
    private final Database database;
    private final Audit audit;
    private final Bus bus;
    private final InstantSource clock;

    BackChannelLogout(
            ProviderKeys keys, Config.Oidc config, Database database, Audit audit, Bus bus, InstantSource clock) {
        this.keys = keys;
        this.config = config;
        this.database = database;
        this.audit = audit;
        this.bus = bus;
        this.clock = clock;
    }

    /**
     * Ends the sessions that a logout token is about; there may be none. Fails with {@code MALFORMED} {@code
     * logout-token-unusable} for every token that is not accepted, and with {@code UNAVAILABLE} if the provider's keys
     * cannot be fetched.
     */
    Future<Void> end(String token, Source source) {
        return keys.verify(token)
                .recover(BackChannelLogout::unverified)
                .map(this::check)
                .compose(this::end)
                .onSuccess(people -> people.forEach(id -> bus.tell(AccountChanged.TOPIC, new AccountChanged(id))))
                .<Void>mapEmpty()
                .recover(trouble -> isRefusal(trouble)
                        ? audit.refused(AuditEntry.refused(Actor.NOBODY.from(source), Action.SIGNED_OUT,
                                Result.UNUSABLE_TOKEN, Subject.NONE), trouble)
                        : Future.failedFuture(trouble));
    }

    /** The one answer to every token that is not accepted; the log has the reason. */
    static Failure unusable(String why) {
        LOG.info("no sign-out by the provider: {}", why);
        return Failure.of(Failure.Kind.MALFORMED, "logout-token-unusable", "This is no logout token for this portal.")
                .logged(why);
    }

    /** Deletes what is remembered of sign-outs that are long over. */
    Future<Void> clear() {
        return sessions.clear(database.client(), clock.instant());
    }

    private ProviderLogout check(JsonObject claims) {
        var token = new LogoutToken(claims, config);
        token.findMistake(clock.instant()).ifPresent(mistake -> {
            throw unusable("the logout token has " + mistake);
        });
        return token.logout();
    }

    private Future<List<UUID>> end(ProviderLogout logout) {
        return database.inTransaction(tx -> sessions.end(tx, logout, clock.instant())
                .map(ended -> ended.orElseThrow(() -> unusable("the logout token came before")))
                .compose(people -> audit.record(tx, people.stream()
                        .map(id -> AuditEntry.done(Actor.SYSTEM, Action.SIGNED_OUT, Subject.account(id))).toList())
                        .map(people)));
    }

    private static boolean isRefusal(Throwable trouble) {
        return trouble instanceof Failure known && known.kind() == Failure.Kind.MALFORMED;
    }

    private static <T> Future<T> unverified(Throwable trouble) {
        if (trouble instanceof UnverifiedToken) {
            return Future.failedFuture(unusable("no signature of the provider"));
        }
        return trouble instanceof IOException || trouble instanceof TimeoutException
                ? Future.failedFuture(OidcSignIn.unavailable(trouble))
                : Future.failedFuture(trouble);
    }
}
