package nl.rijkscloud.checklist;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing that a request asks for, as staff typed it; the explanation may be empty. Its text never reaches a log. */
public record AskedItem(String title, String explanation) {
    public static final int MAX_ITEMS = 50;
    public static final int MAX_TITLE = 120;
    public static final int MAX_EXPLANATION = 300;

    public static JsonArray toJson(List<AskedItem> items) {
        return new JsonArray(items.stream()
                .map(item -> new JsonObject().put("title", item.title).put("explanation", item.explanation))
                .toList());
    }

    /** @param json null in a request without a checklist */
    public static List<AskedItem> of(@Nullable JsonArray json) {
        return json == null ? List.of() : json.stream()
                .map(JsonObject.class::cast)
                .map(item -> new AskedItem(item.getString("title"), item.getString("explanation")))
                .toList();
    }

    @Override
    public String toString() {
        return "AskedItem[***]";
    }
}
