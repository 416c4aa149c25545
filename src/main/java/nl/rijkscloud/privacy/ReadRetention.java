package nl.rijkscloud.privacy;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.access.StaffAccess;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.staff.Role;

/** {@code GET /api/staff/retention}: how long things are kept, and that what should be gone is gone. */
public final class ReadRetention implements Handler<RoutingContext> {
    private final StaffAccess access;
    private final Retention retention;

    public ReadRetention(StaffAccess access, Retention retention) {
        this.access = access;
        this.retention = retention;
    }

    @Override
    public void handle(RoutingContext ctx) {
        access.of(ctx, Role.FUNCTIONARIS, Role.BEHEERDER)
                .compose(member -> retention.read())
                .onSuccess(retained -> Json.answer(ctx, 200, json(retained)))
                .onFailure(ctx::fail);
    }

    private static JsonObject json(Retained retained) {
        var settings = new JsonArray();
        retained.settings().forEach((name, value) -> settings.add(new JsonObject().put("name", name).put("seconds", value.toSeconds())));
        var overdue = retained.overdue();
        return new JsonObject()
                .put("at", retained.at().toString())
                .put("settings", settings)
                .put("months", new JsonArray(retained.months().stream().map(ReadRetention::json).toList()))
                .put("overdue", new JsonObject()
                        .put("transfers", overdue.transfers())
                        .put("keys", overdue.keys())
                        .put("documents", overdue.documents())
                        .put("letters", overdue.letters()))
                .put("sweep", retained.swept().map(ReadRetention::json).orElse(null));
    }

    private static JsonObject json(Retained.Month month) {
        return new JsonObject()
                .put("month", month.month().toString())
                .put("expired", month.expired())
                .put("withdrawn", month.withdrawn())
                .put("logged", month.logged());
    }

    private static JsonObject json(Retained.Swept swept) {
        return new JsonObject().put("at", swept.at().toString()).put("deleted", swept.deleted()).put("missing", swept.missing());
    }
}
