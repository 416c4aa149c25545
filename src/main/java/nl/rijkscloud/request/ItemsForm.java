package nl.rijkscloud.request;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import nl.rijkscloud.checklist.AskedItem;
import nl.rijkscloud.transfer.FormFields;

/** Reads the items of a checklist as staff typed them. Mistakes are added to the fields. */
public final class ItemsForm {
    private ItemsForm() {}

    public static List<AskedItem> read(JsonObject json, FormFields fields) {
        return switch (json.getValue("items")) {
            case null -> List.of();
            case JsonArray typed when typed.size() > AskedItem.MAX_ITEMS -> {
                fields.error("items", "too-many");
                yield List.of();
            }
            case JsonArray typed -> IntStream.range(0, typed.size())
                    .mapToObj(i -> readOne(typed.getValue(i), "items." + i, fields))
                    .toList();
            default -> {
                fields.error("items", "invalid");
                yield List.of();
            }
        };
    }

    private static AskedItem readOne(Object typed, String field, FormFields fields) {
        var json = typed instanceof JsonObject object ? object : new JsonObject();
        var title = fields.line(json, field + ".title", AskedItem.MAX_TITLE);
        if (title.isEmpty()) {
            fields.error(field + ".title", "required");
        }
        return new AskedItem(
                title.orElse(""), fields.line(json, field + ".explanation", AskedItem.MAX_EXPLANATION).orElse(""));
    }
}
