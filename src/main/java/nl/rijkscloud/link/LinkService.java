package nl.rijkscloud.link;

import io.vertx.core.Future;
import java.time.InstantSource;
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
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.kernel.Source;
import nl.rijkscloud.vault.Aead;
import nl.rijkscloud.vault.LinkSecret;
import nl.rijkscloud.vault.SessionSecret;
import nl.rijkscloud.vault.Share;
import nl.rijkscloud.vault.Slots;
import nl.rijkscloud.vault.Slots.SlotKind;
import nl.rijkscloud.vault.TransferKey;

/**
 * Turns a presented link into a grant in a new session: opens its slot with the secret and seals the key anew under
 * that session's cookie. Opening changes nothing in the transfer, so a mail scanner that opens links does no harm. Safe
 * for use from any thread.
 */
public final class LinkService {
    /**
     * A mailed link as a browser presents it.
     *
     * @param link the first part of the address, and {@code secret} the second, both unchecked
     * @param session the browser's session, if its cookie holds one
     * @param source the network from which the link is opened
     */
    public record PresentedLink(String link, String secret, Optional<SessionSecret> session, Source source) {
        @Override
        public String toString() {
            return "PresentedLink[***]";
        }
    }

    /**
     * A working link after it was opened.
     *
     * @param recipient the recipient to whom a download link belongs
     * @param session a new session with the grant of this link and all grants of the old one
     */
    public record OpenedLink(
            LinkKind kind, UUID transfer, Optional<UUID> recipient, Language language, SessionSecret session) {}

    /** The keys with which another link to a delivered transfer is issued. */
    public record ReissueKey(Share share, TransferKey key) {}

    private final LinkStore store = new LinkStore();
    private final Database database;
    private final Slots slots;
    private final Aead aead;
    private final Sessions sessions;
    private final Audit audit;
    private final InstantSource clock;

    public LinkService(Database database, Slots slots, Aead aead, Sessions sessions, Audit audit, InstantSource clock) {
        this.database = database;
        this.slots = slots;
        this.aead = aead;
        this.sessions = sessions;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Opens a presented link. Fails with {@code NOT_FOUND} {@code link-unusable}, the same for every link that does not
     * work.
     */
    public Future<OpenedLink> open(PresentedLink presented) {
        var secret = LinkSecret.parse(presented.link(), presented.secret());
        if (secret.isEmpty()) {
            return refuse(Actor.NOBODY.from(presented.source()));
        }
        var link = secret.get();
        return store.findKind(database.client(), link.id()).compose(kind -> kind.isEmpty()
                ? refuse(Actor.NOBODY.from(presented.source()))
                : open(presented, link, kind.get()));
    }

    /** Opens a report link's second slot, whose key serves only to send the recipient a fresh link. */
    public Future<ReissueKey> reissueKey(String link, String secret) {
        var parsed = LinkSecret.parse(link, secret);
        if (parsed.isEmpty()) {
            return Future.failedFuture(unusable());
        }
        return store.find(database.client(), parsed.get().id(), SlotKind.REISSUE, clock.instant()).map(found -> found
                .flatMap(stored -> slots.openShare(stored.transfer(), stored.share())
                        .flatMap(share ->
                                slots.open(SlotKind.REISSUE, parsed.get(), share, stored.expiresAt(), stored.slot())
                                .map(key -> new ReissueKey(share, key))))
                .orElseThrow(LinkService::unusable));
    }

    private Future<OpenedLink> open(PresentedLink presented, LinkSecret link, LinkKind kind) {
        var holder = kind.holder(link.id()).from(presented.source());
        return store.find(database.client(), link.id(), kind.slots().getFirst(), clock.instant()).compose(found -> {
            var share = found.flatMap(stored -> slots.openShare(stored.transfer(), stored.share()));
            if (share.isEmpty()) {
                return refuse(holder);
            }
            var stored = found.get();
            var next = sessions.newSecret();
            return reseal(link, stored, share.get(), next)
                    .map(key -> sessions.open(presented.session(), next, link.id(), stored.transfer(), kind, key,
                                    AuditEntry.done(holder, Action.LINK_OPENED, Subject.transfer(stored.transfer())))
                            .map(new OpenedLink(
                                    kind, stored.transfer(), Optional.ofNullable(stored.recipient()),
                                    stored.language(), next)))
                    .orElseGet(() -> refuse(holder));
        });
    }

    private <T> Future<T> refuse(Actor actor) {
        return audit.refused(
                AuditEntry.refused(actor, Action.LINK_OPENED, Result.UNUSABLE_LINK, Subject.NONE), unusable());
    }

    private Optional<byte[]> reseal(LinkSecret link, LinkStore.Stored stored, Share share, SessionSecret session) {
        return stored.kind() == LinkKind.REPORT
                ? slots.openReport(link, share, stored.expiresAt(), stored.slot())
                        .map(key -> session.seal(aead, share, link.id(), key))
                : slots.open(stored.kind().slots().getFirst(), link, share, stored.expiresAt(), stored.slot())
                        .map(key -> session.seal(aead, share, link.id(), key));
    }

    static Failure unusable() {
        return Failure.of(
                Failure.Kind.NOT_FOUND, "link-unusable", "This link does not work, or does not work any more.");
    }
}
