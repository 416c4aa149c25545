package nl.rijkscloud.compose;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.document.DocumentStore;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.period.PeriodSeal;
import nl.rijkscloud.request.Request;
import nl.rijkscloud.request.RequestStore;
import nl.rijkscloud.request.RequestText;
import nl.rijkscloud.transfer.RecipientStore;
import nl.rijkscloud.transfer.SealedMessage;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferStore;

/** Reads a transfer for its sender's pages. */
public final class TransferReader {
    private final Database database;
    private final TransferStore transfers;
    private final DocumentStore documents;
    private final RecipientStore recipients;
    private final RequestStore requests;
    private final PeriodSeal seal;
    private final Config config;

    public TransferReader(
            Database database, TransferStore transfers, DocumentStore documents, RecipientStore recipients,
            RequestStore requests, PeriodSeal seal, Config config) {
        this.database = database;
        this.transfers = transfers;
        this.documents = documents;
        this.recipients = recipients;
        this.requests = requests;
        this.seal = seal;
        this.config = config;
    }

    /** Reads the transfer of an upload grant: all of it before Verstuur; after it only the fact and the recipients. */
    public Future<JsonObject> read(Grant grant) {
        return stored(grant).compose(stored -> {
            var transfer = stored.transfer();
            if (transfer.state().isGone()) {
                return Future.failedFuture(Failure.notFound());
            }
            if (transfer.state() != Transfer.State.OPEN) {
                return submitted(transfer);
            }
            // In this order a document that begins between the two reads is in both, never in neither: a page would
            // take it for removed.
            return documents.announced().ofTransfer(database.client(), grant.transfer())
                    .compose(announced -> documents.ofTransfer(database.client(), grant.transfer())
                            .map(all -> TransferJson.open(transfer, all, announced, grant.manifestKey(),
                                    config.documents())))
                    .compose(json -> switch (transfer.kind()) {
                        case SUBMITTED -> Future.succeededFuture(typed(json, stored, grant));
                        case REQUESTED -> requested(typed(json, stored, grant), transfer, grant);
                        case SENT -> draft(json, stored, grant);
                    });
        });
    }

    private Future<JsonObject> requested(JsonObject json, Transfer transfer, Grant grant) {
        return requests.find(database.client(), transfer.id()).map(Optional::orElseThrow)
                .compose(request -> series(request)
                .compose(series -> RequestText.open(seal, grant.share(), request.sealedText())
                        .map(asked -> RequestJson.open(
                        json, transfer, request, series, asked.orElse(RequestText.LOST),
                        config.requests().maxAnswers()))));
    }

    /** Adds the message that the sender began to write, perhaps on another device. */
    private static JsonObject typed(JsonObject json, TransferStore.Stored stored, Grant grant) {
        return stored.message() == null ? json
                : json.put("message", SealedMessage.open(grant.manifestKey(), stored.message()).toJson());
    }

    private Future<JsonObject> draft(JsonObject json, TransferStore.Stored stored, Grant grant) {
        var message = SealedMessage.open(grant.manifestKey(), stored.message());
        return recipients.ofTransfer(database.client(), grant.transfer())
                .map(all -> json.put("draft", TransferJson.draft(all, stored.transfer(), message)));
    }

    /** Reads a transfer that was just submitted. */
    Future<JsonObject> submitted(Transfer transfer) {
        var json = TransferJson.submitted(transfer);
        return transfer.kind() == Transfer.Kind.REQUESTED
                ? requests.find(database.client(), transfer.id()).map(Optional::orElseThrow)
                .compose(request -> series(request)
                        .map(series -> RequestJson.submitted(json, request, series, config.requests().maxAnswers())))
                : Future.succeededFuture(json);
    }

    private Future<RequestStore.Series> series(Request request) {
        return requests.findSeries(database.client(), request.series());
    }

    /** The end of the grant's transfer, until which its documents are kept. */
    public Future<Instant> expiry(Grant grant) {
        return stored(grant).map(stored -> stored.transfer().expiresAt());
    }

    private Future<TransferStore.Stored> stored(Grant grant) {
        return transfers.find(database.client(), grant.transfer()).map(found -> found.orElseThrow(Failure::notFound));
    }
}
