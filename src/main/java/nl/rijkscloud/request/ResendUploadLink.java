package nl.rijkscloud.request;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.access.StaffAccess;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.http.PathId;
import nl.rijkscloud.kernel.Bus;
import nl.rijkscloud.staff.Role;

/** {@code POST /api/staff/requests/:id/resend}: the outsider gets another upload link, where the server has or may make the key. */
public final class ResendUploadLink implements Handler<RoutingContext> {
    private final StaffAccess access;
    private final Bus bus;

    public ResendUploadLink(StaffAccess access, Bus bus) {
        this.access = access;
        this.bus = bus;
    }

    @Override
    public void handle(RoutingContext ctx) {
        access.of(ctx, Role.MEDEWERKER)
                .compose(member -> {
                    Json.body(ctx); // holds nothing, but keeps forms of other sites out
                    return bus.ask(ResendLink.TOPIC, new ResendLink(member.staff(), member.actor(), PathId.of(ctx)));
                })
                .compose(done -> ctx.response().setStatusCode(202).end())
                .onFailure(ctx::fail);
    }
}
