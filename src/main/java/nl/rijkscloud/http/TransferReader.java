package nl.rijkscloud.http;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.failure.Failure;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.transfer.DocumentStore;
import nl.rijkscloud.transfer.RecipientStore;
import nl.rijkscloud.transfer.SealedMessage;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferStore;

/** Reads a transfer for its sender's pages. */
final class TransferReader {
    private final Database database;
    private final TransferStore transfers;
    private final DocumentStore documents;
    private final RecipientStore recipients;
    private final Config.Documents limits;

    TransferReader(
            Database database, TransferStore transfers, DocumentStore documents, RecipientStore recipients, Config.Documents limits) {
        this.database = database;
        this.transfers = transfers;
        this.documents = documents;
        this.recipients = recipients;
        this.limits = limits;
    }

    /** What an upload grant shows: everything while it lives; when Verstuur has been pressed, that and to whom. */
    Future<JsonObject> read(Grant grant) {
        return stored(grant).compose(stored -> {
            var transfer = stored.transfer();
            if (transfer.state().isGone()) {
                return Future.failedFuture(Failure.notFound());
            }
            if (transfer.state() != Transfer.State.OPEN) {
                return Future.succeededFuture(TransferJson.submitted(transfer));
            }
            return documents.ofTransfer(database.client(), grant.transfer())
                    .map(all -> TransferJson.open(transfer, all, grant.manifestKey(), limits))
                    .compose(json -> transfer.kind() == Transfer.Kind.SENT ? draft(json, stored, grant) : Future.succeededFuture(json));
        });
    }

    private Future<JsonObject> draft(JsonObject json, TransferStore.Stored stored, Grant grant) {
        var message = SealedMessage.open(grant.manifestKey(), stored.message());
        return recipients.ofTransfer(database.client(), grant.transfer())
                .map(all -> json.put("draft", TransferJson.draft(all, stored.transfer(), message)));
    }

    /** Until when the grant's documents are kept. */
    Future<Instant> expiry(Grant grant) {
        return stored(grant).map(stored -> stored.transfer().expiresAt());
    }

    private Future<TransferStore.Stored> stored(Grant grant) {
        return transfers.find(database.client(), grant.transfer()).map(found -> found.orElseThrow(Failure::notFound));
    }
}
