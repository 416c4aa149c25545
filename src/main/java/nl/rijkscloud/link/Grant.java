package nl.rijkscloud.link;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.Source;
import nl.rijkscloud.vault.ManifestKey;
import nl.rijkscloud.vault.SessionSecret;
import nl.rijkscloud.vault.Share;
import nl.rijkscloud.vault.TransferKey;

/**
 * The right of a session to one transfer, with its keys, for the length of a request.
 *
 * @param link the id of the link that gave it; empty for a draft, which its maker opens without a link
 * @param recipient the recipient to whom a download link belongs
 * @param keys empty once the link has died
 * @param staff the employee who is signed in to this session
 * @param codeGiven true when the code was given that a link to an outsider asks for
 * @param source the network from which the request came
 * @param addressee what was read of that recipient in the same statement
 */
public record Grant(
        SessionSecret session, Optional<byte[]> link, UUID transfer, LinkKind kind, Optional<UUID> recipient,
        Optional<Keys> keys,
        Optional<UUID> staff, boolean codeGiven, Optional<Source> source, Optional<Addressee> addressee) {

    /**
     * The recipient of a download link, and the signed-in person's relation to them.
     *
     * @param outsider true if a code opens the link, false if a sign-in does
     * @param roles the codes of the signed-in person's roles; empty if nobody is signed in or the account is disabled
     * @param addressed true if mail to the recipient is for that person: it is their address or their department's
     */
    public record Addressee(boolean outsider, Optional<Set<String>> roles, boolean addressed) {}

    /** @param transferKey empty in a report's grant, which opens no document */
    public record Keys(Share share, Optional<TransferKey> transferKey, ManifestKey manifestKey) {
        static Keys of(Share share, TransferKey key) {
            return new Keys(share, Optional.of(key), key.manifestKey());
        }

        static Keys of(Share share, ManifestKey key) {
            return new Keys(share, Optional.empty(), key);
        }

        @Override
        public String toString() {
            return "Keys[***]";
        }
    }

    /** The grant of an employee for a transfer that they have not sent yet. */
    public static Grant draft(SessionSecret session, UUID staff, Share share, TransferKey key) {
        return new Grant(
                session, Optional.empty(), key.transfer(), LinkKind.UPLOAD, Optional.empty(),
                Optional.of(Keys.of(share, key)),
                Optional.of(staff), false, Optional.empty(), Optional.empty());
    }

    public Grant from(Source address) {
        return new Grant(
                session, link, transfer, kind, recipient, keys, staff, codeGiven, Optional.of(address), addressee);
    }

    /** The actor for the audit log: the signed-in person, or else the holder of the link. */
    public Actor actor() {
        var actor = staff.map(Actor::staff).orElseGet(() -> kind.holder(link.orElseThrow()));
        return source.map(actor::from).orElse(actor);
    }

    /** True while the link works. */
    public boolean alive() {
        return keys.isPresent();
    }

    /** Fails with {@code NOT_FOUND} when the link has died. */
    public Share share() {
        return keys.map(Keys::share).orElseThrow(Failure::notFound);
    }

    /** Fails with {@code NOT_FOUND} when the link has died, and for a report's grant. */
    public TransferKey transferKey() {
        return keys.flatMap(Keys::transferKey).orElseThrow(Failure::notFound);
    }

    /**
     * The key to names, digests and message, which every kind of grant has. Fails with {@code NOT_FOUND} when the link
     * has died.
     */
    public ManifestKey manifestKey() {
        return keys.map(Keys::manifestKey).orElseThrow(Failure::notFound);
    }

    @Override
    public String toString() {
        return "Grant[" + kind + ", " + transfer + "]";
    }
}
