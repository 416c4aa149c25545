package nl.rijkscloud.checklist;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import nl.rijkscloud.http.Json;

/** Keeps the checklists of requests. A request has at most one open part, whose row the callers lock. */
public final class Checklists {
    private final ChecklistStore store = new ChecklistStore();

    /** Begins the list of a new request; without items it has none. */
    public Future<Void> begin(SqlClient tx, UUID series, int items) {
        return items == 0 ? Future.succeededFuture() : store.insert(tx, series, items);
    }

    /** Without items for a request that is no checklist. */
    public Future<Checklist> find(SqlClient db, UUID series) {
        return store.find(db, series);
    }

    /**
     * Records the answers that a part gives to the items, and returns them in the items' order with titles, for the
     * part's message. Fails with {@code INVALID} for an item that does not exist, for one that does not apply and has
     * no reason, and for one that was received and is now answered otherwise.
     *
     * @param texts of the items; empty when they have been lost
     */
    public Future<List<ItemAnswer>> say(
            SqlClient tx, UUID series, UUID part, List<AskedItem> texts, List<ItemAnswer> answers, Instant now) {
        return store.find(tx, series).compose(list -> {
            if (list.isEmpty() || answers.isEmpty()) {
                return Future.succeededFuture(List.of());
            }
            answers.forEach(answer -> check(list, answer));
            var named = answers.stream()
                    .map(answer -> named(answer, texts))
                    .sorted(Comparator.comparingInt(ItemAnswer::position))
                    .toList();
            return store.say(tx, series, part, named, now).map(named);
        });
    }

    private static void check(Checklist list, ItemAnswer answer) {
        if (answer.position() > list.items().size()) {
            throw Json.invalid(ItemAnswer.field(answer.position(), "state"), "invalid");
        }
        if (answer.state() == ItemState.NOT_APPLICABLE && answer.reason().isEmpty()) {
            throw Json.invalid(ItemAnswer.field(answer.position(), "reason"), "required");
        }
        var before = list.items().get(answer.position() - 1).state();
        if (before == ItemState.RECEIVED && answer.state() != ItemState.RECEIVED) {
            throw Json.invalid(ItemAnswer.field(answer.position(), "state"), "received");
        }
    }

    private static ItemAnswer named(ItemAnswer answer, List<AskedItem> texts) {
        var title = answer.position() <= texts.size() ? texts.get(answer.position() - 1).title() : "";
        var reason = answer.state() == ItemState.RECEIVED ? "" : answer.reason();
        return new ItemAnswer(answer.position(), title, answer.state(), reason);
    }
}
