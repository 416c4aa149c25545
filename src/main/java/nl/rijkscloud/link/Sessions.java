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
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.Source;
import nl.rijkscloud.link.SessionStore.StoredGrant;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.SessionSecret;
import nl.rijkscloud.vault.Slots;

/**
 * The sessions of browsers: one per browser, which holds a grant for every link that was opened in it, so that two
 * tabs with two links do not push each other out. Whatever adds to it (a link, a code, a sign-in) gives the browser
 * another session in its place, see {@link SessionRotation}. Sessions live in the database; they survive a restart and
 * work on any node. Safe for use from any thread.
 */
public final class Sessions {
    /** How exact {@code seen_at} is; a write per request would be too much. */
    private static final Duration SEEN_PRECISION = Duration.ofMinutes(1);

    private final SessionStore store = new SessionStore();
    private final SessionRotation succession;
    private final Database database;
    private final Audit audit;
    private final SecureRandom random;
    private final InstantSource clock;
    private final Config.Sessions config;

    public Sessions(
            Database database, Slots slots, Aead aead, Audit audit, SecureRandom random, InstantSource clock,
            Config.Sessions config) {
        this.succession = new SessionRotation(store, slots, aead);
        this.database = database;
        this.audit = audit;
        this.random = random;
        this.clock = clock;
        this.config = config;
    }

    /**
     * The grant for this transfer, of one of these kinds; the newest, if several links of it were opened here. Also a
     * dead one, so that a page can still say what became of it; its keys are gone. A session that is too old still has
     * its upload grants while an upload in it is active. Fails with {@code NOT_FOUND} when there is none.
     */
    public Future<Grant> grant(Optional<SessionSecret> cookie, UUID transfer, LinkKind... kinds) {
        var now = clock.instant();
        var wanted = List.of(kinds);
        return (wanted.contains(LinkKind.UPLOAD) ? uploading(cookie) : current(cookie)).compose(found -> {
            if (found.isEmpty()) {
                return Future.failedFuture(Failure.notFound());
            }
            var session = found.get();
            return store.grants(database.client(), session.id(), now).map(grants -> grants.stream()
                    .filter(grant -> wanted.contains(grant.kind()))
                    .filter(grant -> !session.tooOld() || grant.kind() == LinkKind.UPLOAD)
                    .filter(grant -> transfer.equals(grant.transfer()))
                    .findFirst()
                    .map(grant -> grant(cookie.orElseThrow(), session, grant))
                    .orElseThrow(Failure::notFound));
        });
    }

    /** The id of the signed-in person, if the session is a signed-in one. */
    public Future<Optional<UUID>> staff(Optional<SessionSecret> cookie) {
        return current(cookie).map(found -> found.flatMap(SessionStore.Stored::staff));
    }

    /**
     * The same for somebody who adds documents to a draft; also when the session is too old and an upload in it is
     * active.
     */
    public Future<Optional<UUID>> uploader(Optional<SessionSecret> cookie) {
        return uploading(cookie).map(found -> found.flatMap(SessionStore.Stored::staff));
    }

    /** The session of this cookie, or a new one when it has ended. */
    public Future<SessionSecret> ensure(Optional<SessionSecret> cookie) {
        return current(cookie).compose(
                found -> found.isPresent() ? Future.succeededFuture(cookie.orElseThrow()) : renewed(Optional.empty()));
    }

    /**
     * Another session in the place of this cookie's, or a new one when that has ended: what a password or a link begins
     * with.
     */
    public Future<SessionSecret> renewed(Optional<SessionSecret> cookie) {
        return database.inTransaction(tx -> renewed(tx, cookie, SessionSecret.random(random)));
    }

    /**
     * Signs a person in, under another cookie. The old one is worth nothing, and the time of signed-in sessions begins.
     */
    public Future<SessionSecret> signIn(SessionSecret session, UUID staff, Source source) {
        var signedIn = AuditEntry.done(Actor.staff(staff).from(source), Action.SIGNED_IN, Subject.account(staff));
        return database.inTransaction(tx -> successor(tx, session)
                .compose(next -> store.signedIn(tx, next.id(), staff, clock.instant().plus(config.staffAbsolute()))
                        .compose(done -> audit.record(tx, signedIn))
                        .map(next)));
    }

    /** The same when the code was given that a link asks for, in the transaction that uses the code up. */
    public Future<SessionSecret> codeGiven(SqlClient tx, SessionSecret session, byte[] link) {
        return successor(tx, session)
                .compose(next -> store.codeGiven(tx, next.id(), link, clock.instant()).map(found -> {
            if (!found) {
                throw Failure.notFound();
            }
            return next;
        }));
    }

    /** Every session that was opened with a code for this recipient needs another one. */
    public Future<Void> askCodeAgain(SqlClient tx, UUID recipient) {
        return store.codeTaken(tx, recipient);
    }

    /** At once: the old cookie opens nothing from here on. */
    private Future<SessionSecret> successor(SqlClient tx, SessionSecret session) {
        var next = SessionSecret.random(random);
        var now = clock.instant();
        return succession.follow(tx, session, next, Duration.ZERO, now, idle(now)).map(found -> {
            if (!found) {
                throw Failure.notFound();
            }
            return next;
        });
    }

    private Future<SessionSecret> renewed(SqlClient tx, Optional<SessionSecret> cookie, SessionSecret next) {
        var now = clock.instant();
        return cookie.map(old -> succession.follow(tx, old, next, SessionRotation.GRACE, now, idle(now)))
                .orElse(Future.succeededFuture(false))
                .compose(found -> found
                        ? Future.succeededFuture()
                        : store.insert(tx, next.id(), now, now.plus(config.absolute())))
                .map(next);
    }

    /** Ends the session and all it may do, with those that it took the place of. */
    public Future<Void> end(Optional<SessionSecret> cookie, Source source) {
        return cookie.map(session -> database.inTransaction(tx -> store.deleteFamily(tx, session.id())
                        .compose(staff -> audit.record(tx, staff.stream().map(id -> signedOut(id, source)).toList()))))
                .orElseGet(Future::succeededFuture);
    }

    private static AuditEntry signedOut(UUID staff, Source source) {
        return AuditEntry.done(Actor.staff(staff).from(source), Action.SIGNED_OUT, Subject.account(staff));
    }

    /**
     * Bytes of an upload came. That is activity, and the upload goes on past the session's absolute end while they
     * come.
     */
    public Future<Void> uploaded(SessionSecret session) {
        return store.uploaded(database.client(), session.id(), clock.instant());
    }

    /** Forgets sessions whose time is over, and what replaced ones had. */
    public Future<Void> clear() {
        var now = clock.instant();
        return store.deleteReplacedGrants(database.client(), now)
                .compose(done -> store.deleteOld(database.client(), now, idle(now)));
    }

    /** A cookie for {@link #open}. */
    SessionSecret newSecret() {
        return SessionSecret.random(random);
    }

    /**
     * Gives the browser a new session, with copies of what its old one had and the grant of a link that was opened.
     * Fails with {@code NOT_FOUND} {@code link-unusable} when that dies at this moment.
     *
     * @param next the new session's; nobody has it yet
     * @param sealedKey under {@code next}
     * @param opened the line that goes with it
     */
    Future<Void> open(
            Optional<SessionSecret> cookie, SessionSecret next, byte[] link, UUID transfer, LinkKind kind,
            byte[] sealedKey, AuditEntry opened) {
        return database.inTransaction(tx -> renewed(tx, cookie, next)
                .compose(done -> store.grant(tx, next.id(), link, transfer, kind, sealedKey, clock.instant()))
                .compose(alive -> alive ? audit.tally(tx, opened) : Future.failedFuture(LinkService.unusable())));
    }

    private Future<Optional<SessionStore.Stored>> current(Optional<SessionSecret> cookie) {
        var now = clock.instant();
        return cookie.map(session -> store.find(database.client(), session.id(), now, idle(now))
                .compose(found -> seen(found, now)))
                .orElse(Future.succeededFuture(Optional.empty()));
    }

    private Future<Optional<SessionStore.Stored>> uploading(Optional<SessionSecret> cookie) {
        var now = clock.instant();
        return cookie.map(session -> store.findForUpload(database.client(), session.id(), now, idle(now))
                .compose(found -> seen(found, now)))
                .orElse(Future.succeededFuture(Optional.empty()));
    }

    private Future<Optional<SessionStore.Stored>> seen(Optional<SessionStore.Stored> found, Instant now) {
        return found.filter(session -> isStale(session.seenAt(), now))
                .map(session -> store.seen(database.client(), session.id(), now))
                .orElseGet(Future::succeededFuture)
                .map(found);
    }

    private SessionStore.Idle idle(Instant now) {
        return new SessionStore.Idle(now.minus(config.idle()), now.minus(config.staffIdle()));
    }

    private static boolean isStale(Instant seenAt, Instant now) {
        return seenAt.plus(SEEN_PRECISION).isBefore(now);
    }

    private Grant grant(SessionSecret cookie, SessionStore.Stored session, StoredGrant grant) {
        return new Grant(
                cookie, Optional.of(grant.link()), grant.transfer(), grant.kind(),
                Optional.ofNullable(grant.recipient()),
                grant.linkAlive()
                        ? keys(cookie, grant)
                        : Optional.empty(), session.staff(), grant.codeGiven(), Optional.empty());
    }

    private Optional<Grant.Keys> keys(SessionSecret cookie, StoredGrant grant) {
        if (grant.sealedKey() == null) {
            return Optional.empty();
        }
        return succession.share(grant).flatMap(half -> grant.kind() == LinkKind.REPORT
                ? cookie.openManifest(half, grant.link(), grant.sealedKey()).map(key -> Grant.Keys.of(half, key))
                : cookie.open(half, grant.link(), grant.sealedKey()).map(key -> Grant.Keys.of(half, key)));
    }
}
