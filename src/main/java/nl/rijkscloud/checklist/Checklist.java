package nl.rijkscloud.checklist;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The items of a request in their order, with their states; without items if the request is no checklist. */
public record Checklist(List<Item> items) {
    /**
     * @param part the transfer that told the state; empty while nothing was said. A part in which no document could be
     *     accepted counts as if it had said nothing
     */
    public record Item(int position, ItemState state, Optional<UUID> part, Optional<Instant> saidAt) {}

    public boolean isEmpty() {
        return items.isEmpty();
    }

    /** True if nothing more has to be sent. */
    public boolean isComplete() {
        return items.stream().allMatch(item -> item.state().settles());
    }

    public int count(ItemState state) {
        return (int) items.stream().filter(item -> item.state() == state).count();
    }

    public int countMissing() {
        return (int) items.stream().filter(item -> !item.state().settles()).count();
    }

    /** The texts of the items that are still missing, as far as they are known. */
    public List<AskedItem> missing(List<AskedItem> texts) {
        return items.stream()
                .filter(item -> !item.state().settles() && item.position() <= texts.size())
                .map(item -> texts.get(item.position() - 1))
                .toList();
    }

    /** The counts alone, which anybody may see who sees the transfer. */
    public JsonObject counts() {
        return new JsonObject()
                .put("total", items.size())
                .put("received", count(ItemState.RECEIVED))
                .put("notApplicable", count(ItemState.NOT_APPLICABLE));
    }

    /**
     * The counts and all items.
     *
     * @param texts empty when they have been wiped or lost, or are not for this reader: the titles are null then
     */
    public JsonObject toJson(List<AskedItem> texts) {
        return counts().put("items", new JsonArray(items.stream().map(item -> json(item, texts)).toList()));
    }

    private static JsonObject json(Item item, List<AskedItem> texts) {
        var text = item.position() <= texts.size()
                ? Optional.of(texts.get(item.position() - 1))
                : Optional.<AskedItem>empty();
        return new JsonObject()
                .put("position", item.position())
                .put("title", text.map(AskedItem::title).orElse(null))
                .put("explanation", text.map(AskedItem::explanation).orElse(null))
                .put("state", item.state().word())
                .put("transfer", item.part().map(UUID::toString).orElse(null))
                .put("saidAt", item.saidAt().map(Instant::toString).orElse(null));
    }
}
