package nl.rijkscloud.report;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.transfer.DownloadLinkRenewal;
import nl.rijkscloud.transfer.Recipient;

/** Sends a recipient a new link when the first one was lost, on request of the sender. */
final class LinkReissue {
    private final KeyedAct keyed;

    LinkReissue(KeyedAct keyed) {
        this.keyed = keyed;
    }

    /**
     * Fails as {@link KeyedAct#run} and {@link DownloadLinkRenewal#renew} do, and with {@code NOT_FOUND} for a
     * recipient of another transfer.
     *
     * @param recipient the recipient who gets the link; empty for the first one
     */
    Future<Void> reissue(Actor by, String link, String secret, Optional<UUID> recipient) {
        return keyed.run(by, Action.LINK_REISSUED, link, secret, (tx, opened) -> keyed.renewal()
                .renew(
                        tx, opened, DownloadLinkRenewal.Allowance.SENDER, "reissued", Optional.empty(),
                        all -> Future.succeededFuture(find(all, recipient)))
                .map(Recipient::id));
    }

    private static Recipient find(List<Recipient> all, Optional<UUID> wanted) {
        return all.stream()
                .filter(recipient -> wanted.isEmpty() || wanted.get().equals(recipient.id()))
                .findFirst()
                .orElseThrow(Failure::notFound);
    }
}
