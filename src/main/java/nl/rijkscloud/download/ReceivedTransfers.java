package nl.rijkscloud.download;

import io.vertx.core.Future;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.failure.Failure;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.transfer.Manifest;
import nl.rijkscloud.transfer.Recipient;
import nl.rijkscloud.transfer.RecipientStore;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferStore;

/** What a download grant opens. Safe for use from any thread. */
public final class ReceivedTransfers {
    private final Database database;
    private final TransferStore transfers;
    private final RecipientStore recipients;

    public ReceivedTransfers(Database database, TransferStore transfers, RecipientStore recipients) {
        this.database = database;
        this.transfers = transfers;
        this.recipients = recipients;
    }

    /** Fails with {@code NOT_FOUND} when there is nothing to collect (any more). */
    public Future<Received> of(Grant grant) {
        return transfers.find(database.client(), grant.transfer()).compose(found -> {
            var stored = found.filter(row -> row.transfer().state() == Transfer.State.DELIVERED).orElseThrow(Failure::notFound);
            return recipients.find(database.client(), grant.recipient().orElseThrow(Failure::notFound))
                    .map(recipient -> received(stored, recipient.orElseThrow(Failure::notFound), grant));
        });
    }

    private static Received received(TransferStore.Stored stored, Recipient recipient, Grant grant) {
        var key = grant.transferKey();
        var manifest = Manifest.open(key.manifestKey(), stored.manifest())
                .orElseThrow(() -> new IllegalStateException("the manifest of " + grant.transfer() + " does not open"));
        return new Received(stored.transfer(), recipient, manifest, key);
    }
}
