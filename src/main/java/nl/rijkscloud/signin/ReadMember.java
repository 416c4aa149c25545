package nl.rijkscloud.signin;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import nl.rijkscloud.access.StaffAccess;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.staff.Role;
import nl.rijkscloud.staff.Staff;
import nl.rijkscloud.staff.StaffService;

/** {@code GET /api/staff/me}: who is signed in, for the pages of staff. */
public final class ReadMember implements Handler<RoutingContext> {
    private final StaffAccess access;
    private final StaffService staff;
    private final String signIn;

    public ReadMember(StaffAccess access, StaffService staff, Config.SignIn signIn) {
        this.access = access;
        this.staff = staff;
        this.signIn = signIn.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void handle(RoutingContext ctx) {
        access.of(ctx)
                .compose(member -> json(member.staff()))
                .onSuccess(json -> Json.answer(ctx, 200, json))
                .onFailure(ctx::fail);
    }

    private Future<JsonObject> json(Staff person) {
        return staff.departments(person.id()).map(departments -> new JsonObject()
                .put("name", person.name())
                .put("email", person.email())
                .put("roles", new JsonArray(person.roles().stream().sorted().map(Role::code).toList()))
                .put("departments", new JsonArray(List.copyOf(departments)))
                .put("signIn", signIn));
    }
}
