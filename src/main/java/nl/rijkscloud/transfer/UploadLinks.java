package nl.rijkscloud.transfer;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import nl.rijkscloud.document.DocumentStore;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.keys.Shares;
import nl.rijkscloud.link.LinkKind;
import nl.rijkscloud.link.Links;
import nl.rijkscloud.link.Links.IssuedLink;
import nl.rijkscloud.vault.Share;
import nl.rijkscloud.vault.TransferKey;

/**
 * Makes the link with which an outsider adds documents, and the link that replaces it, in the caller's transaction. The
 * link holds the transfer's key and goes into a mail; the link for a further answer also goes to the page that has just
 * sent the answer before. Any thread may call it.
 */
public final class UploadLinks {
    /**
     * @param transfer as it was written
     * @param share the caller seals other data under it
     */
    public record Opened(Transfer transfer, Share share, IssuedLink link) {
        @Override
        public String toString() {
            return "Opened[" + share.transfer() + "]";
        }
    }

    private final TransferStore transfers;
    private final RecipientStore recipients;
    private final DocumentStore documents;
    private final Links links;
    private final Shares shares;
    private final SecureRandom random;

    public UploadLinks(
            TransferStore transfers, RecipientStore recipients, DocumentStore documents, Links links, Shares shares,
            SecureRandom random) {
        this.transfers = transfers;
        this.recipients = recipients;
        this.documents = documents;
        this.links = links;
        this.shares = shares;
        this.random = random;
    }

    /** Writes the transfer and its recipients, and issues a link that lives as long as the transfer. */
    public Future<Opened> open(SqlClient tx, Transfer transfer, List<Recipient> to) {
        var share = shares.make(transfer.id());
        return shares.seal(tx, share).compose(sealed -> transfers.insert(tx, transfer, sealed))
                .compose(written -> Loop.forEach(to, recipient -> recipients.insert(tx, recipient))
                        .compose(done -> issue(tx, written, share, newKey(written)))
                        .map(link -> new Opened(written, share, link)));
    }

    /**
     * Revokes the link and the sessions that it opened, and issues another one: with the pending key, or with a new key
     * while the transfer has no documents. Announcements are deleted, and with a new key the message that was begun
     * too. Does nothing and returns empty when there are only incomplete documents, because only the holder of the link
     * has their key.
     *
     * @param transfer open, its row locked by {@code tx}, so that no document is being added meanwhile
     */
    public Future<Optional<IssuedLink>> renew(SqlClient tx, Transfer transfer, Share share) {
        return links.pendingKey(tx, share).compose(pending -> documents.ofTransfer(tx, transfer.id()).compose(all -> {
            if (pending.isEmpty() && !all.isEmpty()) {
                return Future.succeededFuture(Optional.empty());
            }
            return links.revoke(tx, transfer.id(), LinkKind.UPLOAD)
                    .compose(done -> documents.announced().clear(tx, transfer.id()))
                    .compose(done -> pending.isPresent() ? Future.succeededFuture()
                            : transfers.saveMessage(tx, transfer.id(), null))
                    .compose(done -> issue(tx, transfer, share, pending.orElseGet(() -> newKey(transfer))))
                    .map(Optional::of);
        }));
    }

    private Future<IssuedLink> issue(SqlClient tx, Transfer transfer, Share share, TransferKey key) {
        return links.issue(tx, LinkKind.UPLOAD, share, key, transfer.expiresAt());
    }

    private TransferKey newKey(Transfer transfer) {
        return TransferKey.random(transfer.id(), random);
    }
}
