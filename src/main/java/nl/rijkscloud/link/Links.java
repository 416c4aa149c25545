package nl.rijkscloud.link;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.period.PeriodSeal;
import nl.rijkscloud.period.SealedRows;
import nl.rijkscloud.vault.LinkSecret;
import nl.rijkscloud.vault.SealContext;
import nl.rijkscloud.vault.Share;
import nl.rijkscloud.vault.Slots;
import nl.rijkscloud.vault.TransferKey;

/**
 * Issues and revokes links and their slots, within the transaction of whoever decides that. The secret comes out once,
 * to go into a mail; it is not stored. A link works until its transfer ends. What its slot is bound to is the latest
 * day to which that end may be moved, because afterwards nobody has the secret to seal it anew. Safe for use from any
 * thread.
 */
public final class Links {
    /**
     * A link that was just made.
     *
     * @param id what the database knows of it
     * @param url the whole address, secret included: for a mail and for nothing else
     */
    public record IssuedLink(byte[] id, String url) {
        @Override
        public String toString() {
            return "IssuedLink[***]";
        }
    }

    private final LinkStore store = new LinkStore();
    private final Slots slots;
    private final PeriodSeal seal;
    private final SecureRandom random;
    private final InstantSource clock;
    private final URI publicUrl;
    private final Duration maximum;

    /**
     * @param maximum how long after Verstuur, or after its start, a transfer may live at most; see {@code Config.Links}
     */
    public Links(
            Slots slots, PeriodSeal seal, SecureRandom random, InstantSource clock, URI publicUrl, Duration maximum) {
        this.slots = slots;
        this.seal = seal;
        this.random = random;
        this.clock = clock;
        this.publicUrl = publicUrl;
        this.maximum = maximum;
    }

    /** Makes a link to the key's transfer, for its sender. @param until when the transfer ends, as things stand */
    public Future<IssuedLink> issue(SqlClient tx, LinkKind kind, Share share, TransferKey key, Instant until) {
        return issue(tx, kind, null, share, key, until);
    }

    /** Makes a link with which one recipient collects the key's transfer. */
    public Future<IssuedLink> issueTo(SqlClient tx, UUID recipient, Share share, TransferKey key, Instant until) {
        return issue(tx, LinkKind.DOWNLOAD, recipient, share, key, until);
    }

    private Future<IssuedLink> issue(
            SqlClient tx, LinkKind kind, UUID recipient, Share share, TransferKey key, Instant until) {
        return store.began(tx, key.transfer()).map(began -> later(until, began.plus(maximum)))
                .compose(notAfter -> bound(tx, kind, recipient, share, key, notAfter));
    }

    /** The latest moment to which the transfer's end can be moved without closing a link that somebody has. */
    public Future<Instant> latestEnd(SqlClient tx, UUID transfer) {
        return store.earliestBound(tx, transfer).compose(bound -> bound.map(Future::succeededFuture)
                .orElseGet(() -> store.began(tx, transfer).map(began -> began.plus(maximum))));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Future<IssuedLink> bound(
            SqlClient tx, LinkKind kind, UUID recipient, Share share, TransferKey key, Instant notAfter) {
        var link = LinkSecret.random(random);
        return store.insert(tx, link.id(), key.transfer(), kind, recipient, clock.instant(), notAfter)
                .compose(done -> Loop.forEach(kind.slots(), slot -> store.insertSlot(
                        tx, key.transfer(), link.id(), slot, slots.seal(slot, link, share, notAfter, key))))
                .map(new IssuedLink(link.id(), publicUrl.resolve("/" + kind.page() + "/") + link.urlEnd()));
    }

    /** When the newest living link of this kind was made. */
    public Future<Optional<Instant>> issuedAt(SqlClient tx, UUID transfer, LinkKind kind) {
        return store.newest(tx, transfer, kind);
    }

    /**
     * True when the link of a grant still exists; a draft needs no link. Ask it while the transfer's row is
     * locked.
     */
    public Future<Boolean> holds(SqlClient tx, Grant grant) {
        return grant.link().map(link -> store.kind(tx, link).map(Optional::isPresent))
                .orElse(Future.succeededFuture(true));
    }

    /** From now on no link of this kind opens anything, nor does a session that was opened with one. */
    public Future<Void> revoke(SqlClient tx, UUID transfer, LinkKind kind) {
        return store.delete(tx, transfer, kind);
    }

    /** The same for one recipient's links. */
    public Future<Void> revokeOf(SqlClient tx, UUID recipient) {
        return store.deleteOf(tx, recipient);
    }

    /** The same for all links, and for what is on its way. */
    public Future<Void> revokeAll(SqlClient tx, UUID transfer) {
        return store.deleteAll(tx, transfer);
    }

    /**
     * Lets checks and delivery go on without anybody's link, until {@link #dropPending}. Harmless when it is so
     * already; a slot whose period key is gone is made anew.
     */
    public Future<Void> keepPending(SqlClient tx, Share share, TransferKey key) {
        return store.holdPending(tx, share.transfer(), false)
                .compose(slot -> slot.map(seal::opens).orElse(Future.succeededFuture(false)))
                .compose(kept -> kept
                        ? Future.succeededFuture()
                        : seal.seal(tx, SealContext.pending(share), Slots.content(key))
                                .compose(sealed -> store.putPending(tx, share.transfer(), sealed)));
    }

    /**
     * The key of a transfer that is on its way, or nothing when it is not. Fails with
     * {@link nl.rijkscloud.period.PeriodKeyDestroyed} when it has been lost.
     */
    public Future<Optional<TransferKey>> pendingKey(SqlClient tx, Share share) {
        return store.pending(tx, share.transfer()).compose(slot -> slot
                .map(sealed -> seal.open(SealContext.pending(share), sealed)
                        .map(plain -> plain.map(content -> Slots.read(share, content))))
                .orElse(Future.succeededFuture(Optional.empty())));
    }

    /**
     * Waits for transactions that rely on the pending slot. Ask afterwards whether it is still needed, and drop it in
     * this transaction if not.
     */
    public Future<Void> holdPending(SqlClient tx, UUID transfer) {
        return store.holdPending(tx, transfer, true).mapEmpty();
    }

    /** True when the transfer has a pending slot that nobody can open any more. */
    public Future<Boolean> hasLostPending(SqlClient tx, UUID transfer) {
        return store.pending(tx, transfer).compose(slot -> slot
                .map(sealed -> seal.opens(sealed).map(opens -> !opens))
                .orElse(Future.succeededFuture(false)));
    }

    /** The pending slots, for the rotation of period keys. @param lost settles a transfer whose pending slot is lost */
    public static SealedRows sealedRows(Database database, Slots slots, Function<UUID, Future<Void>> lost) {
        return new PendingStore(database, slots, lost);
    }

    public Future<Void> dropPending(SqlClient tx, UUID transfer) {
        return store.deletePending(tx, transfer);
    }
}
