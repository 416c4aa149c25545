package nl.rijkscloud.download;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.document.DocumentStore;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.link.RecentRows;
import nl.rijkscloud.stream.DownloadFile;
import nl.rijkscloud.transfer.Manifest;
import nl.rijkscloud.transfer.Recipient;
import nl.rijkscloud.transfer.RecipientStore;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferStore;

/** Opens the transfer or the document that a download grant gives access to. */
final class ReceivedTransfers {
    private record Wanted(UUID transfer, UUID recipient, UUID document) {}

    /** A document's part of the manifest; empty when an older version delivered it. */
    private record SealedItem(Wanted wanted, Optional<byte[]> sealed) {
        List<Object> touches() {
            return List.of(wanted.transfer(), wanted.recipient());
        }
    }

    private final DownloadStore downloads = new DownloadStore();
    private final Database database;
    private final TransferStore transfers;
    private final DocumentStore documents;
    private final RecipientStore recipients;
    private final RecentRows.Kind<Wanted, SealedItem> recent;

    ReceivedTransfers(
            Database database, TransferStore transfers, DocumentStore documents, RecipientStore recipients,
            RecentRows recent) {
        this.database = database;
        this.transfers = transfers;
        this.documents = documents;
        this.recipients = recipients;
        this.recent = recent.kind("rijkscloud.items", SealedItem::touches);
    }

    /** Fails with {@code NOT_FOUND} when the transfer has not been delivered, or has ended. */
    Future<ReceivedTransfer> find(Grant grant) {
        return transfers.findWithManifest(database.client(), grant.transfer())
                .map(found -> found
                        .filter(row -> row.stored().transfer().state() == Transfer.State.DELIVERED)
                        .orElseThrow(Failure::notFound))
                .compose(row -> recipient(grant).map(recipient -> new ReceivedTransfer(
                        row.stored().transfer(), recipient, manifest(grant, row.manifest()), grant.transferKey())));
    }

    /**
     * Opens one document, without opening the whole manifest. Fails with {@code NOT_FOUND} for one that was not
     * delivered.
     */
    public Future<DownloadFile> findDocument(Grant grant, UUID id) {
        var wanted = new Wanted(grant.transfer(), grant.recipient().orElseThrow(Failure::notFound), id);
        return recent.find(wanted, () -> findItem(wanted), item -> item.sealed().isPresent())
                .map(found -> found.orElseThrow(Failure::notFound).sealed())
                .compose(sealed -> sealed.isPresent()
                        ? Future.succeededFuture(ReceivedTransfer.document(grant.transferKey(),
                                item(grant, id, sealed.get())))
                        : find(grant).map(received -> received.document(id))); // delivered by an earlier version
    }

    private Future<Optional<SealedItem>> findItem(Wanted wanted) {
        return documents
                .deliveredItem(database.client(), wanted.transfer(), wanted.recipient(), wanted.document())
                .map(found -> found.map(sealed -> new SealedItem(wanted, sealed)));
    }

    /** Finds when this recipient, and no other, first had each document whole. */
    Future<Map<UUID, Instant>> findReceipts(Grant grant) {
        return downloads.findReceipts(database.client(), grant.recipient().orElseThrow(Failure::notFound));
    }

    private Future<Recipient> recipient(Grant grant) {
        return recipients.find(database.client(), grant.recipient().orElseThrow(Failure::notFound))
                .map(recipient -> recipient.orElseThrow(Failure::notFound));
    }

    private static Manifest manifest(Grant grant, Optional<byte[]> sealed) {
        return sealed.flatMap(bytes -> Manifest.open(grant.manifestKey(), bytes))
                .orElseThrow(() -> new IllegalStateException("the manifest of " + grant.transfer() + " does not open"));
    }

    private static Manifest.Item item(Grant grant, UUID id, byte[] sealed) {
        return Manifest.Item.open(grant.manifestKey(), id, sealed)
                .orElseThrow(() -> new IllegalStateException("the item of " + id + " does not open"));
    }
}
