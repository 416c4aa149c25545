package nl.rijkscloud.administration;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import nl.rijkscloud.access.StaffAccess;
import nl.rijkscloud.config.Setting;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.staff.Role;

/** {@code GET /api/staff/settings}: the configuration that this server runs with. Nothing can be changed. */
final class SettingsRoutes {
    private final StaffAccess access;
    private final List<Setting> settings;

    SettingsRoutes(StaffAccess access, List<Setting> settings) {
        this.access = access;
        this.settings = settings;
    }

    void mount(Router router) {
        router.get("/api/staff/settings").handler(this::read);
    }

    private void read(RoutingContext ctx) {
        access.of(ctx, Role.BEHEERDER)
                .onSuccess(member -> Json.answer(ctx, 200, new JsonObject()
                        .put("items", new JsonArray(settings.stream().map(SettingsRoutes::json).toList()))))
                .onFailure(ctx::fail);
    }

    private static JsonObject json(Setting setting) {
        return new JsonObject()
                .put("key", setting.key())
                .put("value", setting.value().orElse(null))
                .put("given", setting.given())
                .put("secret", setting.secret())
                .put("origin", setting.origin().name().toLowerCase(Locale.ROOT));
    }
}
