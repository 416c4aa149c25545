package nl.rijkscloud.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.vault.Sha256;

/**
 * The sessions of people who signed in with the identity provider, which the provider can end. A session remembers a
 * hash of the provider's own session id. A sign-out that was accepted is remembered for an hour, as hashes too: it is
 * accepted once on all servers, and a sign-in that was on its way meanwhile comes too late. Safe for use from any
 * thread.
 */
public final class ProviderSessions {
    /** Longer than a sign-in lasts, and than a logout token is accepted, under any clock of ours. */
    private static final Duration REMEMBERED = Duration.ofHours(1);
    private static final ProviderSessionStore STORE = new ProviderSessionStore();

    /**
     * A sign-in with the identity provider.
     *
     * @param session the provider's id of its own session, if it tells one
     * @param issuedAt the provider's time
     */
    public record ProviderSignIn(String issuer, String subject, Optional<String> session, Instant issuedAt)
            implements SignInOrigin {
        @Override
        public Future<Optional<byte[]>> admit(SqlClient tx) {
            var hash = session.map(id -> hash(issuer, "sid", id));
            return STORE.shareLock(tx)
                    .compose(held -> STORE.hasEnded(tx, hash(issuer, "sub", subject), hash, issuedAt))
                    .compose(ended -> ended
                            ? Future.failedFuture(Failure.of(Failure.Kind.UNAUTHENTICATED, "sign-in-unfinished",
                                    "This sign-in cannot be finished. Start again.")
                                    .logged("the provider has ended this sign-in already"))
                            : Future.succeededFuture(hash));
        }
    }

    /**
     * The provider's message that somebody has signed out.
     *
     * @param id the id of the message
     * @param session the one that ended; if empty, all of the subject
     */
    public record ProviderLogout(
            String issuer, String id, Optional<String> subject, Optional<String> session, Instant issuedAt) {}

    /**
     * Ends the sessions that this message is about, in this transaction: that of the provider's session, or all of the
     * subject. A session whose origin is not known ends with any message about its person. Waits for sign-ins that are
     * being finished.
     *
     * @return the people who were signed in; empty if this message was accepted before
     */
    public Future<Optional<List<UUID>>> end(SqlClient tx, ProviderLogout logout, Instant now) {
        var issuer = logout.issuer();
        var session = logout.session().map(id -> hash(issuer, "sid", id));
        return STORE.takeLock(tx)
                .compose(held -> STORE.remember(
                        tx, hash(issuer, "jti", logout.id()), logout.subject().map(id -> hash(issuer, "sub", id)),
                        session, logout.issuedAt(), now.plus(REMEMBERED)))
                .compose(first -> first
                        ? STORE.end(tx, logout.subject().map(id -> issuer + " " + id), session).map(Optional::of)
                        : Future.succeededFuture(Optional.empty()));
    }

    /** Forgets messages that are too old to be accepted again. */
    public Future<Void> clear(SqlClient db, Instant now) {
        return STORE.deleteOld(db, now);
    }

    private static byte[] hash(String issuer, String kind, String id) {
        return Sha256.of((issuer + "\n" + kind + "\n" + id).getBytes(UTF_8));
    }
}
