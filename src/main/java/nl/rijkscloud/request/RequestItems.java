package nl.rijkscloud.request;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import java.util.Optional;
import nl.rijkscloud.checklist.Checklists;
import nl.rijkscloud.period.PeriodSeal;
import nl.rijkscloud.vault.Slots;

/**
 * Reads the text of a request for staff. Explanation and items lie sealed with the part that is open; once none is
 * open, the items are in the messages of the parts only.
 */
public final class RequestItems {
    private final Checklists checklists = new Checklists();
    private final RequestStore requests;
    private final Slots slots;
    private final PeriodSeal seal;

    RequestItems(RequestStore requests, Slots slots, PeriodSeal seal) {
        this.requests = requests;
        this.slots = slots;
        this.seal = seal;
    }

    /**
     * Explanation and items, as far as their reader may know them.
     *
     * @param explanation empty once no part is open
     * @param checklist empty for a request that is none
     */
    public record Shown(Optional<String> explanation, Optional<JsonObject> checklist) {
        public static final Shown NOTHING = new Shown(Optional.empty(), Optional.empty());

        @Override
        public String toString() {
            return "Shown[***]";
        }
    }

    /** @param named true for a reader who may see the text of the request: its asker or a receiver of the answer */
    public Future<Shown> read(SqlClient db, Request request, boolean named) {
        return checklists.find(db, request.series())
                .compose(list -> (named ? text(db, request) : Future.succeededFuture(RequestText.LOST))
                        .map(text -> new Shown(
                                Optional.of(text.explanation()).filter(words -> !words.isEmpty()),
                                list.isEmpty() ? Optional.empty() : Optional.of(list.toJson(text.items())))));
    }

    private Future<RequestText> text(SqlClient db, Request request) {
        return requests.findAsked(db, request.series()).compose(found -> found
                .flatMap(asked -> slots.openShare(asked.transfer(), asked.share())
                        .map(share -> RequestText.open(seal, share, asked.sealedText())))
                .orElse(Future.succeededFuture(Optional.empty()))
                .map(text -> text.orElse(RequestText.LOST)));
    }
}
