package nl.rijkscloud.request;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.access.StaffAccess;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.kernel.Bus;
import nl.rijkscloud.staff.Role;

/** {@code POST /api/staff/requests}: a member of staff asks one outsider for documents. */
public final class AskForDocuments implements Handler<RoutingContext> {
    private final StaffAccess access;
    private final Bus bus;
    private final RequestForm form;

    public AskForDocuments(StaffAccess access, Bus bus, RequestForm form) {
        this.access = access;
        this.bus = bus;
        this.form = form;
    }

    @Override
    public void handle(RoutingContext ctx) {
        access.of(ctx, Role.MEDEWERKER)
                .map(member -> form.one(Json.body(ctx), member.staff()).from(member.source()))
                .compose(question -> bus.ask(RequestDocuments.TOPIC, question))
                .onSuccess(ids -> Json.answer(ctx, 201, new JsonObject().put("id", ids.getFirst().toString())))
                .onFailure(ctx::fail);
    }
}
