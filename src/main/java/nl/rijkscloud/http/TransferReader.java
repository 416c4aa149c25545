package nl.rijkscloud.http;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.failure.Failure;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.transfer.DocumentStore;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferStore;

/** Reads a transfer for its sender's pages. */
final class TransferReader {
    private final Database database;
    private final TransferStore transfers;
    private final DocumentStore documents;
    private final Config.Documents limits;

    TransferReader(Database database, TransferStore transfers, DocumentStore documents, Config.Documents limits) {
        this.database = database;
        this.transfers = transfers;
        this.documents = documents;
        this.limits = limits;
    }

    /** What an upload grant shows: everything while it lives; when Verstuur has been pressed, that and to whom. */
    Future<JsonObject> read(Grant grant) {
        return transfer(grant).compose(transfer -> {
            if (transfer.state().isGone()) {
                return Future.failedFuture(Failure.notFound());
            }
            if (transfer.state() != Transfer.State.OPEN) {
                return Future.succeededFuture(TransferJson.submitted(transfer));
            }
            return documents.ofTransfer(database.client(), grant.transfer())
                    .map(all -> TransferJson.open(transfer, all, grant.manifestKey(), limits));
        });
    }

    /** Until when the grant's documents are kept. */
    Future<Instant> expiry(Grant grant) {
        return transfer(grant).map(Transfer::expiresAt);
    }

    private Future<Transfer> transfer(Grant grant) {
        return transfers.find(database.client(), grant.transfer())
                .map(found -> found.orElseThrow(Failure::notFound).transfer());
    }
}
