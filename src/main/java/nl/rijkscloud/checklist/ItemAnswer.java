package nl.rijkscloud.checklist;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.typed.TypedText;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a sender to one item of the request. It is part of their sealed message, and never reaches a log.
 *
 * @param position from 1
 * @param title of the item, which the server adds at Verstuur; empty before, and when the text has been lost
 * @param reason empty, or the reason why it comes later or not at all
 */
public record ItemAnswer(int position, String title, ItemState state, String reason) {
    private static final String FIELD = "items";
    private static final int MAX_REASON = 500;
    private static final int MAX_WORD = 20;

    /**
     * Reads the answers in the body of a request. Throws {@code INVALID} for a position that does not exist or comes
     * twice, an unknown state and a reason that is too long.
     */
    public static List<ItemAnswer> read(JsonObject body) {
        if (body.getValue(FIELD) == null) {
            return List.of();
        }
        var seen = new HashSet<Integer>();
        var answers = Json.array(body, FIELD).stream().map(ItemAnswer::readOne).toList();
        if (answers.size() > AskedItem.MAX_ITEMS || !answers.stream().allMatch(one -> seen.add(one.position))) {
            throw Json.invalid(FIELD, "invalid");
        }
        return answers;
    }

    private static ItemAnswer readOne(JsonObject json) {
        if (!(json.getValue("position") instanceof Integer position) || position < 1
                || position > AskedItem.MAX_ITEMS) {
            throw Json.invalid(FIELD, "invalid");
        }
        var state = ItemState.of(Json.text(json, "state", MAX_WORD)).filter(said -> said != ItemState.MISSING)
                .orElseThrow(() -> Json.invalid(field(position, "state"), "invalid"));
        if (Json.text(json, "reason", Integer.MAX_VALUE).length() > MAX_REASON) {
            throw Json.invalid(field(position, "reason"), "too-long");
        }
        return new ItemAnswer(position, "", state, TypedText.prose(Json.text(json, "reason", MAX_REASON)));
    }

    /** The name of a field of an item in a mistake, where lists count from 0. */
    static String field(int position, String part) {
        return FIELD + "." + (position - 1) + "." + part;
    }

    public static JsonArray toJson(List<ItemAnswer> answers) {
        return new JsonArray(answers.stream()
                .map(one -> new JsonObject()
                        .put("position", one.position)
                        .put("title", one.title)
                        .put("state", one.state.word())
                        .put("reason", one.reason))
                .toList());
    }

    /** Reads what {@link #toJson} wrote; null if the message has no answers. */
    public static List<ItemAnswer> of(@Nullable JsonArray json) {
        return json == null ? List.of() : json.stream()
                .map(JsonObject.class::cast)
                .map(one -> new ItemAnswer(
                        one.getInteger("position"), one.getString("title"),
                        ItemState.of(one.getString("state")).orElseThrow(), one.getString("reason")))
                .toList();
    }

    @Override
    public String toString() {
        return "ItemAnswer[" + position + "]";
    }
}
