package nl.rijkscloud.http;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.failure.Failure;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.transfer.Asked;
import nl.rijkscloud.transfer.DocumentStore;
import nl.rijkscloud.transfer.Request;
import nl.rijkscloud.transfer.RequestStore;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferStore;
import nl.rijkscloud.vault.ShareSeal;

/** Reads a transfer for its sender's pages. */
final class TransferReader {
    private final Database database;
    private final TransferStore transfers;
    private final DocumentStore documents;
    private final RequestStore requests;
    private final ShareSeal seal;
    private final Config.Documents limits;

    TransferReader(
            Database database, TransferStore transfers, DocumentStore documents, RequestStore requests, ShareSeal seal,
            Config.Documents limits) {
        this.database = database;
        this.transfers = transfers;
        this.documents = documents;
        this.requests = requests;
        this.seal = seal;
        this.limits = limits;
    }

    /** What an upload grant shows: everything while it lives; when Verstuur has been pressed, that and to whom. */
    Future<JsonObject> read(Grant grant) {
        return transfer(grant).compose(transfer -> {
            if (transfer.state().isGone()) {
                return Future.failedFuture(Failure.notFound());
            }
            if (transfer.state() != Transfer.State.OPEN) {
                return submitted(transfer);
            }
            return documents.ofTransfer(database.client(), grant.transfer())
                    .map(all -> TransferJson.open(transfer, all, grant.manifestKey(), limits))
                    .compose(json -> request(transfer).map(request -> request
                            .map(found -> RequestJson.open(json, transfer, found, Asked.open(seal, grant.share(), found.asked())))
                            .orElse(json)));
        });
    }

    /** The same for whoever has just pressed Verstuur. */
    Future<JsonObject> submitted(Transfer transfer) {
        return request(transfer).map(request -> request
                .map(found -> RequestJson.submitted(TransferJson.submitted(transfer), found))
                .orElseGet(() -> TransferJson.submitted(transfer)));
    }

    private Future<Optional<Request>> request(Transfer transfer) {
        return transfer.kind() == Transfer.Kind.REQUESTED
                ? requests.find(database.client(), transfer.id())
                : Future.succeededFuture(Optional.empty());
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
