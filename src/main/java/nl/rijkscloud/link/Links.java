package nl.rijkscloud.link;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.period.PeriodSeal;
import nl.rijkscloud.period.SealedRows;
import nl.rijkscloud.vault.LinkSecret;
import nl.rijkscloud.vault.RecoveryKey;
import nl.rijkscloud.vault.SealContext;
import nl.rijkscloud.vault.Share;
import nl.rijkscloud.vault.Slots;
import nl.rijkscloud.vault.Slots.SlotKind;
import nl.rijkscloud.vault.TransferKey;
import org.jspecify.annotations.Nullable;

/**
 * Issues and revokes links and their slots, in the caller's transaction. The secret is returned once, for a mail, and
 * not stored. A link works until its transfer ends. Its slot is bound to the latest day to which that end can be moved,
 * because later nobody has the secret to seal the slot anew. Safe for use from any thread.
 */
public final class Links {
    /**
     * A new link.
     *
     * @param id the part that the database knows
     * @param url the whole address with the secret, for a mail and for nothing else
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
    private final RecentRows recent;
    private final Optional<RecoveryKey> recovery;

    /** Makes links of a portal without a recovery key. */
    public Links(
            Slots slots, PeriodSeal seal, SecureRandom random, InstantSource clock, URI publicUrl, Duration maximum,
            RecentRows recent) {
        this(slots, seal, random, clock, publicUrl, maximum, recent, Optional.empty());
    }

    /**
     * @param maximum the longest life of a transfer after "Verstuur", or after its start; see {@code Config.Retention}
     */
    public Links(
            Slots slots, PeriodSeal seal, SecureRandom random, InstantSource clock, URI publicUrl, Duration maximum,
            RecentRows recent, Optional<RecoveryKey> recovery) {
        this.slots = slots;
        this.seal = seal;
        this.random = random;
        this.clock = clock;
        this.publicUrl = publicUrl;
        this.maximum = maximum;
        this.recent = recent;
        this.recovery = recovery;
    }

    /**
     * Makes a link to the key's transfer, for its sender.
     *
     * @param until the present end of the transfer
     */
    public Future<IssuedLink> issue(SqlClient tx, LinkKind kind, Share share, TransferKey key, Instant until) {
        return issue(tx, kind, null, share, key, until);
    }

    /**
     * Makes a link that can be opened once, before {@code openUntil}. Those of this kind that nobody has opened yet
     * die.
     */
    public Future<IssuedLink> issueOnce(
            SqlClient tx, LinkKind kind, Share share, TransferKey key, Instant until, Instant openUntil) {
        return store.deleteUnopened(tx, key.transfer(), kind)
                .compose(done -> issue(tx, kind, share, key, until))
                .compose(link -> store.limitOpening(tx, link.id(), openUntil).map(link));
    }

    /** Makes a link with which one recipient collects the key's transfer. */
    public Future<IssuedLink> issueTo(SqlClient tx, UUID recipient, Share share, TransferKey key, Instant until) {
        return issue(tx, LinkKind.DOWNLOAD, recipient, share, key, until);
    }

    private Future<IssuedLink> issue(
            SqlClient tx, LinkKind kind, @Nullable UUID recipient, Share share, TransferKey key, Instant until) {
        return boundOf(tx, key.transfer(), until)
                .compose(notAfter -> insert(tx, kind, recipient, share, key, notAfter));
    }

    /** The latest moment to which the transfer's end can be moved without closing a link that somebody has. */
    public Future<Instant> latestEnd(SqlClient tx, UUID transfer) {
        return store.findEarliestBound(tx, transfer).compose(bound -> bound.map(Future::succeededFuture)
                .orElseGet(() -> store.findStart(tx, transfer).map(began -> began.plus(maximum))));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Future<IssuedLink> insert(
            SqlClient tx, LinkKind kind, @Nullable UUID recipient, Share share, TransferKey key, Instant notAfter) {
        var link = LinkSecret.random(random);
        return store.insert(tx, link.id(), key.transfer(), kind, recipient, clock.instant(), notAfter)
                .compose(done -> Loop.forEach(kind.slots(), slot -> store.insertSlot(
                        tx, key.transfer(), link.id(), slot, slots.seal(slot, link, share, notAfter, key))))
                .map(new IssuedLink(link.id(), publicUrl.resolve("/" + kind.page() + "/") + link.urlEnd()));
    }

    /** The moment at which the newest living link of this kind was made. */
    public Future<Optional<Instant>> issuedAt(SqlClient tx, UUID transfer, LinkKind kind) {
        return store.findNewest(tx, transfer, kind);
    }

    /**
     * True when the link of a grant still exists; a draft needs no link. Ask it while the transfer's row is
     * locked.
     */
    public Future<Boolean> holds(SqlClient tx, Grant grant) {
        return grant.link().map(link -> store.findKind(tx, link).map(Optional::isPresent))
                .orElse(Future.succeededFuture(true));
    }

    /**
     * Revokes all links of this kind: they and the sessions that they opened lose their keys. Phones lose theirs with
     * the upload link.
     */
    public Future<Void> revoke(SqlClient tx, UUID transfer, LinkKind kind) {
        recent.forget(transfer);
        return store.delete(tx, transfer, kind).compose(done -> kind == LinkKind.UPLOAD
                ? store.delete(tx, transfer, LinkKind.PHONE)
                : Future.succeededFuture());
    }

    /** Revokes one recipient's links in the same way. */
    public Future<Void> revokeOf(SqlClient tx, UUID recipient) {
        recent.forget(recipient);
        return store.deleteOfRecipient(tx, recipient);
    }

    /** Revokes all links of a transfer in the same way, and drops its pending slot. */
    public Future<Void> revokeAll(SqlClient tx, UUID transfer) {
        recent.forget(transfer);
        return store.deleteAll(tx, transfer);
    }

    /**
     * Keeps the transfer's key in a pending slot, with which checks and delivery go on without anybody's link until
     * {@link #dropPending}. A slot that can be opened stays as it is; one whose period key is gone is replaced.
     */
    public Future<Void> keepPending(SqlClient tx, Share share, TransferKey key) {
        return store.lockPending(tx, share.transfer(), false)
                .compose(slot -> slot.map(seal::opens).orElse(Future.succeededFuture(false)))
                .compose(kept -> kept
                        ? Future.succeededFuture()
                        : seal.seal(tx, SealContext.pending(share), Slots.content(key))
                                .compose(sealed -> store.putUnlinked(tx, share.transfer(), SlotKind.PENDING, sealed)));
    }

    /**
     * Opens the pending slot of a transfer; empty when there is none. Fails with
     * {@link nl.rijkscloud.period.PeriodSeal.PeriodKeyDestroyed} when the key is lost.
     */
    public Future<Optional<TransferKey>> pendingKey(SqlClient tx, Share share) {
        return store.findUnlinked(tx, share.transfer(), SlotKind.PENDING).compose(slot -> slot
                .map(sealed -> seal.open(SealContext.pending(share), sealed)
                        .map(plain -> plain.map(content -> Slots.read(share, content))))
                .orElse(Future.succeededFuture(Optional.empty())));
    }

    /**
     * Waits for transactions that rely on the pending slot, and locks it. Then check whether it is still needed, and
     * drop it in this transaction if not.
     */
    public Future<Void> holdPending(SqlClient tx, UUID transfer) {
        return store.lockPending(tx, transfer, true).mapEmpty();
    }

    /** True when the transfer has a pending slot that nobody can open any more. */
    public Future<Boolean> hasLostPending(SqlClient tx, UUID transfer) {
        return store.findUnlinked(tx, transfer, SlotKind.PENDING).compose(slot -> slot
                .map(sealed -> seal.opens(sealed).map(opens -> !opens))
                .orElse(Future.succeededFuture(false)));
    }

    /** The key to which this server seals at delivery, besides the links. */
    public Optional<RecoveryKey> recoveryKey() {
        return recovery;
    }

    /** Seals the key to the recovery key, if the portal has one, until the transfer ends. */
    public Future<Void> keepRecovery(SqlClient tx, Share share, TransferKey key) {
        return recovery.map(to -> store.putUnlinked(tx, share.transfer(), SlotKind.RECOVERY,
                        slots.sealRecovery(to, share, key)))
                .orElseGet(Future::succeededFuture);
    }

    /** The recovery slot of a transfer; empty if it was delivered while there was no recovery key. */
    public Future<Optional<byte[]>> findRecovery(SqlClient tx, UUID transfer) {
        return store.findUnlinked(tx, transfer, SlotKind.RECOVERY);
    }

    /** The moment to which a link is bound that is issued now: the later of this end and the latest possible one. */
    public Future<Instant> boundOf(SqlClient tx, UUID transfer, Instant until) {
        return store.findStart(tx, transfer).map(began -> later(until, began.plus(maximum)));
    }

    /**
     * Takes a link in that was made elsewhere, with its sealed slots.
     *
     * @param id of the link, 16 bytes
     * @param recipient of a download link; null for another kind
     * @param notAfter the moment to which the slots are bound
     */
    public Future<Void> adopt(SqlClient tx, UUID transfer, byte[] id, LinkKind kind, @Nullable UUID recipient,
            Instant notAfter, Map<SlotKind, byte[]> sealed) {
        return store.insert(tx, id, transfer, kind, recipient, clock.instant(), notAfter)
                .compose(done -> Loop.forEach(kind.slots(), slot -> store.insertSlot(
                        tx, transfer, id, slot, Objects.requireNonNull(sealed.get(slot)))));
    }

    /**
     * The pending slots, for the rotation of period keys.
     *
     * @param lost settles a transfer whose pending slot is lost
     */
    public static SealedRows sealedRows(Database database, Slots slots, Function<UUID, Future<Void>> lost) {
        return new PendingStore(database, slots, lost);
    }

    public Future<Void> dropPending(SqlClient tx, UUID transfer) {
        return store.deletePending(tx, transfer);
    }
}
