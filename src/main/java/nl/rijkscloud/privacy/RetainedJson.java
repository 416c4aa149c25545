package nl.rijkscloud.privacy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The retention overview as the JSON of {@code GET /api/staff/retention}. */
final class RetainedJson {
    private RetainedJson() {}

    static JsonObject of(Retained retained) {
        var settings = new JsonArray();
        retained.settings().forEach((name, value) -> settings.add(
                new JsonObject().put("name", name).put("seconds", value.toSeconds())));
        var overdue = retained.overdue();
        return new JsonObject()
                .put("at", retained.at().toString())
                .put("settings", settings)
                .put("months", new JsonArray(retained.months().stream().map(RetainedJson::json).toList()))
                .put("overdue", new JsonObject()
                        .put("transfers", overdue.transfers())
                        .put("keys", overdue.keys())
                        .put("documents", overdue.documents())
                        .put("letters", overdue.messages()))
                .put("sweep", retained.swept().map(RetainedJson::json).orElse(null));
    }

    private static JsonObject json(Retained.Month month) {
        return new JsonObject()
                .put("month", month.month().toString())
                .put("expired", month.expired())
                .put("withdrawn", month.withdrawn())
                .put("logged", month.logged());
    }

    private static JsonObject json(Retained.Swept swept) {
        return new JsonObject()
                .put("at", swept.at().toString())
                .put("deleted", swept.deleted())
                .put("missing", swept.missing());
    }
}
