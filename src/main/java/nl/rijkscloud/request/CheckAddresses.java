package nl.rijkscloud.request;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import nl.rijkscloud.access.StaffAccess;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.staff.Role;
import nl.rijkscloud.typed.EmailAddress;

/** {@code POST /api/staff/addresses/check}: whether a member of staff has written there before, for the last look before something is sent. */
public final class CheckAddresses implements Handler<RoutingContext> {
    private static final int MOST = 500;
    private static final int LONGEST = 320;

    private final StaffAccess access;
    private final FamiliarAddresses addresses;

    public CheckAddresses(StaffAccess access, FamiliarAddresses addresses) {
        this.access = access;
        this.addresses = addresses;
    }

    @Override
    public void handle(RoutingContext ctx) {
        access.of(ctx, Role.MEDEWERKER)
                .compose(member -> addresses.look(member.staff().id(), emails(Json.body(ctx))))
                .onSuccess(looks -> Json.answer(
                        ctx, 200, new JsonObject().put("addresses", new JsonArray(looks.stream().map(CheckAddresses::json).toList()))))
                .onFailure(ctx::fail);
    }

    static JsonObject json(FamiliarAddresses.Look look) {
        return new JsonObject()
                .put("email", look.email())
                .put("known", look.known())
                .put("similarTo", look.similarTo().orElse(null));
    }

    private static List<String> emails(JsonObject body) {
        if (!(body.getValue("emails") instanceof JsonArray array) || array.size() > MOST
                || !array.stream().allMatch(item -> item instanceof String text && text.length() <= LONGEST)) {
            throw Json.invalid("emails", "invalid");
        }
        return array.stream().map(String.class::cast).map(typed -> EmailAddress.read(typed).found().orElse(typed)).toList();
    }
}
