package nl.rijkscloud.link;

import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.failure.Failure;
import nl.rijkscloud.limit.Source;
import nl.rijkscloud.vault.ManifestKey;
import nl.rijkscloud.vault.SessionSecret;
import nl.rijkscloud.vault.Share;
import nl.rijkscloud.vault.TransferKey;

/**
 * What a session may do for one transfer.
 *
 * @param sealedKey the key under cookie and share; nothing once the link has died
 * @param staff who is signed in to this session
 * @param source where the request came from
 */
public record Grant(
        SessionSecret session, byte[] link, UUID transfer, LinkKind kind, Optional<Share> share, Optional<byte[]> sealedKey,
        Optional<UUID> staff, Optional<Source> source) {

    public Grant from(Source address) {
        return new Grant(session, link, transfer, kind, share, sealedKey, staff, Optional.of(address));
    }

    /** Who acts with it, for the audit log: whoever is signed in, else the holder of the link. */
    public Actor actor() {
        var actor = staff.map(Actor::staff).orElseGet(() -> kind.holder(link));
        return source.map(actor::from).orElse(actor);
    }

    /** Whether the link still works. */
    public boolean alive() {
        return share.isPresent() && sealedKey.isPresent();
    }

    /** Fails with {@code NOT_FOUND} when the link has died. */
    public TransferKey transferKey() {
        return share.flatMap(half -> sealedKey.flatMap(sealed -> session.open(half, link, sealed))).orElseThrow(Failure::notFound);
    }

    /** The key to names, digests and message; every kind of grant has it. Fails with {@code NOT_FOUND} when the link has died. */
    public ManifestKey manifestKey() {
        if (kind != LinkKind.REPORT) {
            return transferKey().manifestKey();
        }
        return share.flatMap(half -> sealedKey.flatMap(sealed -> session.openManifest(half, link, sealed)))
                .orElseThrow(Failure::notFound);
    }

    @Override
    public String toString() {
        return "Grant[" + kind + ", " + transfer + "]";
    }
}
