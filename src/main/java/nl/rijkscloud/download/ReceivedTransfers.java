package nl.rijkscloud.download;

import io.vertx.core.Future;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.failure.Failure;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.transfer.Manifest;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferStore;

/** What a download grant opens. Safe for use from any thread. */
public final class ReceivedTransfers {
    private final Database database;
    private final TransferStore transfers;

    public ReceivedTransfers(Database database, TransferStore transfers) {
        this.database = database;
        this.transfers = transfers;
    }

    /** Fails with {@code NOT_FOUND} when there is nothing to collect (any more). */
    public Future<Received> of(Grant grant) {
        return transfers.find(database.client(), grant.transfer()).map(found -> {
            var stored = found.filter(row -> row.transfer().state() == Transfer.State.DELIVERED).orElseThrow(Failure::notFound);
            var key = grant.transferKey();
            var manifest = Manifest.open(key.manifestKey(), stored.manifest())
                    .orElseThrow(() -> new IllegalStateException("the manifest of " + grant.transfer() + " does not open"));
            return new Received(stored.transfer(), manifest, key);
        });
    }
}
