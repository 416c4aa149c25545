package nl.rijkscloud.link;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Base64Url;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.Source;
import nl.rijkscloud.link.GrantStore.Target;
import nl.rijkscloud.link.GrantStore.WithAccount;
import nl.rijkscloud.link.GrantStore.WithGrant;
import nl.rijkscloud.typed.PhoneNumber;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.SessionSecret;
import nl.rijkscloud.vault.Slots;

/**
 * The sessions of browsers. A browser has one session, which holds a grant for every link that was opened in it, so
 * that two tabs with two links work side by side. A link, a code or a sign-in replaces the session by another with more
 * rights, see {@link SessionRotation}. Sessions live in the database; they survive a restart and work on any node. Safe
 * for use from any thread.
 */
public final class Sessions {
    /**
     * The account of a person who is signed in, as it is stored.
     *
     * @param roles their codes
     * @param departments the addresses of the person's departments
     */
    public record Account(
            UUID id, String name, String email, Optional<PhoneNumber> mobile, Set<String> roles,
            List<String> departments) {}

    /** The precision of {@code seen_at}: a write per request would be too much. */
    private static final Duration SEEN_PRECISION = Duration.ofMinutes(1);

    private final SessionStore store = new SessionStore();
    private final GrantStore grants = new GrantStore();
    private final Map<String, Instant> uploads = new ConcurrentHashMap<>(); // when each last kept its session awake
    private final SessionRotation rotation;
    private final GrantReader reader;
    private final RecentRows recent;
    private final Database database;
    private final Audit audit;
    private final SecureRandom random;
    private final InstantSource clock;
    private final Config.Sessions config;

    public Sessions(
            Database database, Slots slots, Aead aead, Audit audit, SecureRandom random, InstantSource clock,
            Config.Sessions config, RecentRows recent) {
        this.rotation = new SessionRotation(store, slots, aead);
        this.reader = new GrantReader(database, rotation, recent);
        this.recent = recent;
        this.database = database;
        this.audit = audit;
        this.random = random;
        this.clock = clock;
        this.config = config;
    }

    /**
     * Finds the newest grant for this transfer of one of these kinds. The grant of a dead link counts too, without
     * keys, so that a page can say how the transfer ended. A session that is too old still has its upload grants while
     * an upload in it is active. Fails with {@code NOT_FOUND} when there is no grant.
     */
    public Future<Grant> findGrant(Optional<SessionSecret> cookie, UUID transfer, LinkKind... kinds) {
        return findGrant(cookie, reader::find, Target.TRANSFER, transfer, kinds);
    }

    /** As {@link #findGrant(Optional, UUID, LinkKind...)}, for the transfer of this document. */
    public Future<Grant> findGrantOfDocument(Optional<SessionSecret> cookie, UUID document, LinkKind... kinds) {
        return findGrant(cookie, reader::find, Target.DOCUMENT, document, kinds);
    }

    /** As {@link #findGrant(Optional, UUID, LinkKind...)}, or as it was a moment ago: for reads alone. */
    public Future<Grant> findRecentGrant(Optional<SessionSecret> cookie, UUID transfer, LinkKind... kinds) {
        return findGrant(cookie, reader::findRecent, Target.TRANSFER, transfer, kinds);
    }

    /** As {@link #findRecentGrant}, for the transfer of this document. */
    public Future<Grant> findRecentGrantOfDocument(Optional<SessionSecret> cookie, UUID document, LinkKind... kinds) {
        return findGrant(cookie, reader::findRecent, Target.DOCUMENT, document, kinds);
    }

    private Future<Grant> findGrant(
            Optional<SessionSecret> cookie, GrantReader.Reading reading, Target target, UUID of, LinkKind... kinds) {
        if (cookie.isEmpty()) {
            return Future.failedFuture(Failure.notFound());
        }
        var session = cookie.get();
        var now = clock.instant();
        return reading.find(session, target, of, Set.of(kinds), now, idle(now))
                .compose(found -> markSeen(found.map(WithGrant::session), now)
                        .map(seen -> found.flatMap(WithGrant::grant).orElseThrow(Failure::notFound))
                        .map(grant -> reader.open(session, found.orElseThrow().session(), grant)));
    }

    /** Finds the account of the signed-in person, unless it is disabled. */
    public Future<Optional<Account>> findAccount(Optional<SessionSecret> cookie) {
        var now = clock.instant();
        return cookie.map(session -> grants.findWithAccount(database.client(), session.id(), now, idle(now))
                .compose(found -> markSeen(found.map(WithAccount::session), now)
                        .map(seen -> found.flatMap(WithAccount::account))))
                .orElse(Future.succeededFuture(Optional.empty()));
    }

    /** Finds the id of the signed-in person, if somebody is signed in. */
    public Future<Optional<UUID>> findStaff(Optional<SessionSecret> cookie) {
        return findCurrent(cookie).map(found -> found.flatMap(SessionStore.Stored::staff));
    }

    /**
     * Finds the id of the signed-in person for adding documents to a draft: also in a session that is too old while an
     * upload in it is active.
     */
    public Future<Optional<UUID>> findUploader(Optional<SessionSecret> cookie) {
        return findForUpload(cookie).map(found -> found.flatMap(SessionStore.Stored::staff));
    }

    /** Returns the session of this cookie, or a new one when it has ended. */
    public Future<SessionSecret> ensure(Optional<SessionSecret> cookie) {
        return findCurrent(cookie).compose(
                found -> found.isPresent() ? Future.succeededFuture(cookie.orElseThrow()) : renew(Optional.empty()));
    }

    /**
     * Replaces this cookie's session by another, or makes a new one when it has ended. Checking a password begins with
     * this.
     */
    public Future<SessionSecret> renew(Optional<SessionSecret> cookie) {
        return database.inTransaction(tx -> renew(tx, cookie, SessionSecret.random(random)));
    }

    /**
     * Signs a person in, under another cookie. The old cookie becomes invalid, and the lifetime of signed-in sessions
     * begins.
     */
    public Future<SessionSecret> signIn(SessionSecret session, UUID staff, Source source, SignInOrigin origin) {
        var signedIn = AuditEntry.done(Actor.staff(staff).from(source), Action.SIGNED_IN, Subject.account(staff));
        var until = clock.instant().plus(config.staffAbsolute());
        return database.inTransaction(tx -> origin.admit(tx).compose(provider -> replace(tx, session)
                .compose(next -> store.signIn(tx, next.id(), staff, provider, until)
                        .compose(done -> audit.record(tx, signedIn))
                        .map(next))));
    }

    /**
     * Records that the code was given that a link asks for, under another cookie, in the transaction that uses the code
     * up. Fails with {@code NOT_FOUND} when the session has no grant of this link.
     */
    public Future<SessionSecret> recordCode(SqlClient tx, SessionSecret session, byte[] link) {
        return replace(tx, session)
                .compose(next -> store.markCodeGiven(tx, next.id(), link, clock.instant()).map(found -> {
            if (!found) {
                throw Failure.notFound();
            }
            return next;
        }));
    }

    /** Makes every session in which this recipient's code was given ask for a code again. */
    public Future<Void> askCodeAgain(SqlClient tx, UUID recipient) {
        recent.forget(recipient);
        return store.clearCodes(tx, recipient);
    }

    /** Replaces a session without grace: the old cookie opens nothing from here on. */
    private Future<SessionSecret> replace(SqlClient tx, SessionSecret session) {
        var next = SessionSecret.random(random);
        var now = clock.instant();
        forget(session);
        return rotation.follow(tx, session, next, Duration.ZERO, now, idle(now)).map(found -> {
            if (!found) {
                throw Failure.notFound();
            }
            return next;
        });
    }

    private Future<SessionSecret> renew(SqlClient tx, Optional<SessionSecret> cookie, SessionSecret next) {
        var now = clock.instant();
        cookie.ifPresent(this::forget);
        return cookie.map(old -> rotation.follow(tx, old, next, SessionRotation.GRACE, now, idle(now)))
                .orElse(Future.succeededFuture(false))
                .compose(found -> found
                        ? Future.succeededFuture()
                        : store.insert(tx, next.id(), now, now.plus(config.absolute())))
                .map(next);
    }

    /** Ends the session with all its grants, and the sessions that it replaced. */
    public Future<Void> end(Optional<SessionSecret> cookie, Source source) {
        cookie.ifPresent(this::forget);
        return cookie.map(session -> database.inTransaction(tx -> store.deleteFamily(tx, session.id())
                        .compose(staff -> audit.record(tx, staff.stream().map(id -> signedOut(id, source)).toList()))))
                .orElseGet(Future::succeededFuture);
    }

    private static AuditEntry signedOut(UUID staff, Source source) {
        return AuditEntry.done(Actor.staff(staff).from(source), Action.SIGNED_OUT, Subject.account(staff));
    }

    /**
     * Records that bytes of an upload came. They count as activity; the upload may go on past the session's absolute
     * end while they come. It is written down once a minute, since a session may bring thousands of documents.
     */
    public Future<Void> recordUpload(SessionSecret session) {
        var now = clock.instant();
        var key = Base64Url.text(session.id());
        var before = uploads.get(key);
        if (before != null && !isStale(before, now)) {
            return Future.succeededFuture();
        }
        uploads.put(key, now);
        return store.markUpload(database.client(), session.id(), now).onFailure(failure -> uploads.remove(key, now));
    }

    /** Deletes sessions that have ended, and the grants of replaced ones. */
    public Future<Void> clear() {
        var now = clock.instant();
        uploads.values().removeIf(at -> isStale(at, now));
        return store.deleteReplacedGrants(database.client(), now)
                .compose(done -> store.deleteOld(database.client(), now, idle(now)));
    }

    /** Makes a cookie for {@link #open}. */
    SessionSecret newSecret() {
        return SessionSecret.random(random);
    }

    /**
     * Gives the browser a new session, with copies of all grants of its old one and the grant of a link that was
     * opened. Fails with {@code NOT_FOUND} {@code link-unusable} when the link dies at this moment.
     *
     * @param next the cookie of the new session; nobody has it yet
     * @param sealedKey the transfer's key, sealed under {@code next}
     * @param opened the line for the audit log
     */
    Future<Void> open(
            Optional<SessionSecret> cookie, SessionSecret next, byte[] link, UUID transfer, LinkKind kind,
            byte[] sealedKey, AuditEntry opened) {
        return database.inTransaction(tx -> renew(tx, cookie, next)
                .compose(done -> store.insertGrant(tx, next.id(), link, transfer, kind, sealedKey, clock.instant()))
                .compose(alive -> alive ? audit.tally(tx, opened) : Future.failedFuture(LinkService.unusable())));
    }

    private Future<Optional<SessionStore.Stored>> findCurrent(Optional<SessionSecret> cookie) {
        var now = clock.instant();
        return cookie.map(session -> store.find(database.client(), session.id(), now, idle(now))
                .compose(found -> markSeen(found, now)))
                .orElse(Future.succeededFuture(Optional.empty()));
    }

    private Future<Optional<SessionStore.Stored>> findForUpload(Optional<SessionSecret> cookie) {
        var now = clock.instant();
        return cookie.map(session -> store.findForUpload(database.client(), session.id(), now, idle(now))
                .compose(found -> markSeen(found, now)))
                .orElse(Future.succeededFuture(Optional.empty()));
    }

    private Future<Optional<SessionStore.Stored>> markSeen(Optional<SessionStore.Stored> found, Instant now) {
        return found.filter(session -> isStale(session.seenAt(), now))
                .map(session -> store.markSeen(database.client(), session.id(), now))
                .orElseGet(Future::succeededFuture)
                .map(found);
    }

    private void forget(SessionSecret session) {
        recent.forget(ByteBuffer.wrap(session.id()));
    }

    private SessionStore.Idle idle(Instant now) {
        return new SessionStore.Idle(now.minus(config.idle()), now.minus(config.staffIdle()));
    }

    static boolean isStale(Instant seenAt, Instant now) {
        return seenAt.plus(SEEN_PRECISION).isBefore(now);
    }
}
