package nl.rijkscloud.oversight;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.Locale;
import nl.rijkscloud.kernel.Cursor;

/** A page of transfers as the JSON of {@code GET /api/staff/transfers}. */
final class ListingJson {
    private ListingJson() {}

    static JsonObject of(Listing page) {
        return new JsonObject()
                .put("items", new JsonArray(page.lines().stream().map(ListingJson::json).toList()))
                .put("next", page.next().map(Cursor::text).orElse(null));
    }

    private static JsonObject json(Listing.Line line) {
        return DossierJson.outline(line.transfer())
                .put("recipients", line.recipients())
                .put("documentCount", line.transfer().documentCount())
                .put("due", line.due().map(ListingJson::json).orElse(null));
    }

    private static JsonObject json(DueStatus due) {
        return new JsonObject()
                .put("what", due.what().name().toLowerCase(Locale.ROOT))
                .put("deadline", due.deadline().map(LocalDate::toString).orElse(null))
                .put("until", due.until().toString())
                .put("standing", due.standing().name().toLowerCase(Locale.ROOT));
    }
}
