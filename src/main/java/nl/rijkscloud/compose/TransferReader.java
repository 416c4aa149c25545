package nl.rijkscloud.compose;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.Optional;
import nl.rijkscloud.checklist.Checklist;
import nl.rijkscloud.checklist.Checklists;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.document.DocumentStore;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.period.PeriodSeal;
import nl.rijkscloud.request.Request;
import nl.rijkscloud.request.RequestStore;
import nl.rijkscloud.request.RequestText;
import nl.rijkscloud.transfer.Message;
import nl.rijkscloud.transfer.RecipientStore;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferStore;

/** Reads a transfer for its sender's pages. */
public final class TransferReader {
    private final Checklists checklists = new Checklists();
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

    /** Reads the transfer of an upload grant: all of it before Verstuur, and afterwards what needs no key. */
    public Future<JsonObject> read(Grant grant) {
        return stored(grant).compose(stored -> {
            var transfer = stored.transfer();
            if (transfer.state().isGone()) {
                return Future.failedFuture(Failure.notFound());
            }
            if (transfer.state() != Transfer.State.OPEN) {
                return submitted(transfer);
            }
            // In this order a document that begins between the two reads is in both. A page would take one that is in
            // neither for removed.
            return documents.announced().ofTransfer(database.client(), grant.transfer())
                    .compose(announced -> documents.ofTransfer(database.client(), grant.transfer())
                            .map(all -> TransferJson.open(transfer, all, announced, grant.manifestKey(),
                                    config.documents())))
                    .compose(json -> switch (transfer.kind()) {
                        case SUBMITTED -> Future.succeededFuture(putMessage(json, stored, grant));
                        case REQUESTED -> requested(putMessage(json, stored, grant), transfer, grant);
                        case SENT -> draft(json, stored, grant);
                    });
        });
    }

    /** Reads the limits, for a phone that adds documents. Fails with {@code NOT_FOUND} after Verstuur. */
    public Future<JsonObject> readForPhone(Grant grant) {
        return stored(grant).map(TransferStore.Stored::transfer).compose(transfer -> {
            if (transfer.state() != Transfer.State.OPEN) {
                return Future.failedFuture(Failure.notFound());
            }
            var json = TransferJson.phone(transfer, config.documents());
            return transfer.kind() == Transfer.Kind.REQUESTED
                    ? requests.find(database.client(), transfer.id()).map(Optional::orElseThrow)
                            .map(request -> limit(json, request))
                    : Future.succeededFuture(json);
        });
    }

    private Future<JsonObject> requested(JsonObject json, Transfer transfer, Grant grant) {
        return requests.find(database.client(), transfer.id()).map(Optional::orElseThrow)
                .compose(request -> series(request)
                .compose(series -> RequestText.open(seal, grant.share(), request.sealedText())
                        .map(text -> text.orElse(RequestText.LOST))
                        .compose(text -> list(request)
                                .map(list -> putRequest(json, transfer, request, series, text)
                                        .put("checklist", list.isEmpty() ? null : list.toJson(text.items()))))));
    }

    /** Adds the message that the sender began to write, perhaps on another device. */
    private static JsonObject putMessage(JsonObject json, TransferStore.Stored stored, Grant grant) {
        return stored.message() == null ? json
                : json.put("message", Message.open(grant.manifestKey(), stored.message()).toJson());
    }

    private Future<JsonObject> draft(JsonObject json, TransferStore.Stored stored, Grant grant) {
        var message = Message.open(grant.manifestKey(), stored.message());
        return recipients.ofTransfer(database.client(), grant.transfer())
                .map(all -> json.put("draft", TransferJson.draft(all, stored.transfer(), message)));
    }

    /**
     * Reads a transfer that was just submitted.
     *
     * @param next the link for a further answer, which is mailed at this moment too
     */
    Future<JsonObject> submitted(Transfer transfer, Optional<String> next) {
        return submitted(transfer).map(json -> {
            next.filter(link -> json.containsKey("more"))
                    .ifPresent(link -> json.getJsonObject("more").put("link", link));
            return json;
        });
    }

    private Future<JsonObject> submitted(Transfer transfer) {
        var json = TransferJson.submitted(transfer);
        return transfer.kind() == Transfer.Kind.REQUESTED
                ? requests.find(database.client(), transfer.id()).map(Optional::orElseThrow)
                .compose(request -> list(request).compose(list -> series(request)
                        .map(series -> putFollowUp(
                                list.isEmpty() ? json : json.put("checklist", list.counts()), request, series))))
                : Future.succeededFuture(json);
    }

    private JsonObject putRequest(
            JsonObject json, Transfer transfer, Request request, RequestStore.Series series, RequestText text) {
        return limit(json, request).put("request", new JsonObject()
                .put("explanation", text.explanation())
                .put("reference", text.reference())
                .put("deadline", request.deadline().map(LocalDate::toString).orElse(null))
                .put("repeat", request.repeat())
                .put("answers", series.answers())
                .put("last", !request.repeat() || series.answers() + 1 >= config.requests().maxAnswers())
                .put("from", TransferJson.party(transfer.contact())));
    }

    /** Applies the maximum size that staff have chosen for a request. */
    private static JsonObject limit(JsonObject json, Request request) {
        var limits = json.getJsonObject("limits");
        request.maxSize()
                .ifPresent(max -> limits.put("maxDocumentSize", Math.min(max, limits.getLong("maxDocumentSize"))));
        return json;
    }

    /**
     * Adds the time until which further answers can be sent by the link in the confirmation, or the number of answers
     * when no further one is possible.
     */
    private JsonObject putFollowUp(JsonObject json, Request request, RequestStore.Series series) {
        if (!series.open()) {
            return request.repeat() && series.answers() >= config.requests().maxAnswers()
                    ? json.put("usedUp", series.answers())
                    : json;
        }
        return request.repeat()
                ? json.put("more", new JsonObject()
                        .put("until", request.endsAt().toString())
                        .put("deadline", request.deadline().map(LocalDate::toString).orElse(null)))
                : json;
    }

    private Future<Checklist> list(Request request) {
        return checklists.find(database.client(), request.series());
    }

    private Future<RequestStore.Series> series(Request request) {
        return requests.findSeries(database.client(), request.series());
    }

    private Future<TransferStore.Stored> stored(Grant grant) {
        return transfers.find(database.client(), grant.transfer()).map(found -> found.orElseThrow(Failure::notFound));
    }
}
