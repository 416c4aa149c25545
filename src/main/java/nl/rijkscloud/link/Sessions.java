package nl.rijkscloud.link;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.failure.Failure;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.limit.Source;
import nl.rijkscloud.link.SessionStore.StoredGrant;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.SessionSecret;
import nl.rijkscloud.vault.Share;
import nl.rijkscloud.vault.Slots;

/**
 * What browsers may do: one session per browser, which holds a grant for every link that was opened in it, so that two tabs with two links do not
 * push each other out. Sessions live in the database; they survive a restart and work on any node. Safe for use from any thread.
 */
public final class Sessions {
    /** How exact {@code seen_at} is; a write per request would be too much. */
    private static final Duration SEEN_PRECISION = Duration.ofMinutes(1);

    private final SessionStore store = new SessionStore();
    private final Database database;
    private final Slots slots;
    private final Aead aead;
    private final Audit audit;
    private final SecureRandom random;
    private final InstantSource clock;
    private final Config.Sessions config;

    public Sessions(
            Database database, Slots slots, Aead aead, Audit audit, SecureRandom random, InstantSource clock,
            Config.Sessions config) {
        this.database = database;
        this.slots = slots;
        this.aead = aead;
        this.audit = audit;
        this.random = random;
        this.clock = clock;
        this.config = config;
    }

    /**
     * The grant that a request means: of this kind, and for this transfer if it names one, else the one opened last. Also a dead one, so that a page can
     * still say what became of it; its keys are gone. Fails with {@code NOT_FOUND} when there is none.
     */
    public Future<Grant> grant(Optional<SessionSecret> cookie, Optional<UUID> transfer, LinkKind... kinds) {
        var now = clock.instant();
        return current(cookie).compose(found -> {
            if (found.isEmpty()) {
                return Future.failedFuture(Failure.notFound());
            }
            var session = found.get();
            return store.grants(database.client(), session.id(), now).map(grants -> grants.stream()
                    .filter(grant -> List.of(kinds).contains(grant.kind()))
                    .filter(grant -> transfer.isEmpty() || transfer.get().equals(grant.transfer()))
                    .findFirst()
                    .map(grant -> grant(cookie.orElseThrow(), session, grant))
                    .orElseThrow(Failure::notFound));
        });
    }

    /** Who is signed in, if the session is a signed-in one. */
    public Future<Optional<UUID>> staff(Optional<SessionSecret> cookie) {
        return current(cookie).map(found -> found.flatMap(SessionStore.Stored::staff));
    }

    /** The session of this cookie, or a new one when it has ended: what a sign-in begins with. */
    public Future<SessionSecret> ensure(Optional<SessionSecret> cookie) {
        return usable(cookie).compose(found -> {
            if (found.isPresent()) {
                return Future.succeededFuture(found.get());
            }
            var session = newSecret();
            return insert(database.client(), session).map(session);
        });
    }

    /** Signs a person in: the session gets a new cookie, and with it all its keys are sealed anew. The old cookie is worth nothing, and the time of signed-in sessions begins. */
    public Future<SessionSecret> signIn(SessionSecret session, UUID staff, Source source) {
        var signedIn = AuditEntry.done(Actor.staff(staff).from(source), Action.SIGNED_IN, Subject.account(staff));
        return database.inTransaction(tx -> renew(
                tx, session, (next, now) -> store.signedIn(
                        tx, session.id(), next.id(), staff, now, now.plus(config.staffAbsolute())))
                .compose(next -> audit.record(tx, signedIn).map(next)));
    }

    /** The same when the code was given that a link asks for, in the transaction that uses the code up. */
    public Future<SessionSecret> codeGiven(SqlClient tx, SessionSecret session, byte[] link) {
        return renew(tx, session, (next, now) -> store.codeGiven(tx, session.id(), next.id(), link, now));
    }

    /** Every session that was opened with a code for this recipient needs another one. */
    public Future<Void> askCodeAgain(SqlClient tx, UUID recipient) {
        return store.codeTaken(tx, recipient);
    }

    private Future<SessionSecret> renew(
            SqlClient tx, SessionSecret session, BiFunction<SessionSecret, Instant, Future<Boolean>> change) {
        var next = newSecret();
        var now = clock.instant();
        return store.grants(tx, session.id(), now)
                .compose(grants -> reseal(tx, session, next, grants))
                .compose(done -> change.apply(next, now))
                .map(found -> {
                    if (!found) {
                        throw Failure.notFound();
                    }
                    return next;
                });
    }

    /** Ends the session and all it may do. */
    public Future<Void> end(Optional<SessionSecret> cookie, Source source) {
        return cookie.map(session -> database.inTransaction(tx -> store.delete(tx, session.id())
                        .compose(staff -> audit.record(tx, staff.stream().map(id -> signedOut(id, source)).toList()))))
                .orElseGet(Future::succeededFuture);
    }

    private static AuditEntry signedOut(UUID staff, Source source) {
        return AuditEntry.done(Actor.staff(staff).from(source), Action.SIGNED_OUT, Subject.account(staff));
    }

    /** An upload that goes on for hours is activity too. */
    public Future<Void> touch(SessionSecret session) {
        return store.seen(database.client(), session.id(), clock.instant());
    }

    /** Forgets sessions whose time is over. */
    public Future<Void> clear() {
        var now = clock.instant();
        return store.deleteOld(database.client(), now, idle(now));
    }

    SessionSecret newSecret() {
        return SessionSecret.random(random);
    }

    Future<Optional<SessionSecret>> usable(Optional<SessionSecret> cookie) {
        return current(cookie).map(found -> found.flatMap(session -> cookie));
    }

    /** @param opened the line that goes with it */
    Future<Void> grant(
            SessionSecret session, boolean fresh, byte[] link, UUID transfer, LinkKind kind, byte[] sealedKey, AuditEntry opened) {
        return database.inTransaction(tx -> (fresh ? insert(tx, session) : Future.<Void>succeededFuture())
                .compose(done -> store.grant(tx, session.id(), link, transfer, kind, sealedKey, clock.instant()))
                .compose(done -> audit.tally(tx, opened)));
    }

    private Future<Void> insert(SqlClient db, SessionSecret session) {
        var now = clock.instant();
        return store.insert(db, session.id(), now, now.plus(config.absolute()));
    }

    private Future<Optional<SessionStore.Stored>> current(Optional<SessionSecret> cookie) {
        if (cookie.isEmpty()) {
            return Future.succeededFuture(Optional.empty());
        }
        var now = clock.instant();
        return store.find(database.client(), cookie.get().id(), now, idle(now)).compose(found -> found
                .filter(session -> isStale(session.seenAt(), now))
                .map(session -> store.seen(database.client(), session.id(), now))
                .orElseGet(Future::succeededFuture)
                .map(found));
    }

    private SessionStore.Idle idle(Instant now) {
        return new SessionStore.Idle(now.minus(config.idle()), now.minus(config.staffIdle()));
    }

    private static boolean isStale(Instant seenAt, Instant now) {
        return seenAt.plus(SEEN_PRECISION).isBefore(now);
    }

    private Future<Void> reseal(SqlClient tx, SessionSecret from, SessionSecret to, List<StoredGrant> grants) {
        return Loop.forEach(grants, grant -> {
            var resealed = share(grant).flatMap(half -> Optional.ofNullable(grant.sealedKey())
                    .flatMap(sealed -> from.reseal(aead, half, grant.link(), sealed, to)));
            return store.reseal(tx, from.id(), grant.link(), resealed.orElse(null));
        });
    }

    private Grant grant(SessionSecret cookie, SessionStore.Stored session, StoredGrant grant) {
        return new Grant(
                cookie, Optional.of(grant.link()), grant.transfer(), grant.kind(), Optional.ofNullable(grant.recipient()),
                grant.linkAlive() ? keys(cookie, grant) : Optional.empty(), session.staff(), grant.codeGiven(), Optional.empty());
    }

    private Optional<Grant.Keys> keys(SessionSecret cookie, StoredGrant grant) {
        if (grant.sealedKey() == null) {
            return Optional.empty();
        }
        return share(grant).flatMap(half -> grant.kind() == LinkKind.REPORT
                ? cookie.openManifest(half, grant.link(), grant.sealedKey()).map(key -> Grant.Keys.of(half, key))
                : cookie.open(half, grant.link(), grant.sealedKey()).map(key -> Grant.Keys.of(half, key)));
    }

    private Optional<Share> share(StoredGrant grant) {
        return Optional.ofNullable(grant.share()).flatMap(sealed -> slots.openShare(grant.transfer(), sealed));
    }
}
