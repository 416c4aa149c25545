package nl.rijkscloud.compose;

import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.Optional;
import nl.rijkscloud.request.Request;
import nl.rijkscloud.request.RequestStore;
import nl.rijkscloud.request.RequestText;
import nl.rijkscloud.transfer.Transfer;

/** The JSON for the page of an outsider whom staff asked for documents, added to that of the transfer. */
final class RequestJson {
    private RequestJson() {}

    /** @param mostAnswers to one request */
    static JsonObject open(JsonObject json, Transfer transfer, Request request, RequestStore.Series series,
            RequestText asked, int mostAnswers) {
        var limits = json.getJsonObject("limits");
        request.maxSize()
                .ifPresent(most -> limits.put("maxDocumentSize", Math.min(most, limits.getLong("maxDocumentSize"))));
        return json.put("request", new JsonObject()
                .put("explanation", asked.explanation())
                .put("reference", asked.reference())
                .put("deadline", request.deadline().map(LocalDate::toString).orElse(null))
                .put("repeat", request.repeat())
                .put("answers", series.answers())
                .put("last", !request.repeat() || series.answers() + 1 >= mostAnswers)
                .put("from", TransferJson.party(transfer.contact())));
    }

    /** Adds the link for a further answer, which is mailed at this moment too. */
    static JsonObject withNext(JsonObject json, Optional<String> link) {
        link.filter(url -> json.containsKey("more")).ifPresent(url -> json.getJsonObject("more").put("link", url));
        return json;
    }

    /**
     * Adds until when further answers can be sent by the link in the confirmation, or that no further answer is
     * possible.
     */
    static JsonObject submitted(JsonObject json, Request request, RequestStore.Series series, int mostAnswers) {
        if (!series.open()) {
            return request.repeat() && series.answers() >= mostAnswers ? json.put("usedUp", series.answers()) : json;
        }
        return request.repeat()
                ? json.put("more", new JsonObject()
                        .put("until", request.endsAt().toString())
                        .put("deadline", request.deadline().map(LocalDate::toString).orElse(null)))
                : json;
    }
}
