package nl.rijkscloud.opening;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.code.RequestCode;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.kernel.Bus;

/** {@code POST /api/sessions/code/resend}: an outsider presses the button for a fresh code. Nothing else sends one, so that a mail scanner does not. */
public final class ResendCode implements Handler<RoutingContext> {
    private final Bus bus;
    private final CodeAccess access;

    public ResendCode(Bus bus, CodeAccess access) {
        this.bus = bus;
        this.access = access;
    }

    @Override
    public void handle(RoutingContext ctx) {
        Json.body(ctx);
        access.of(ctx)
                .compose(asker -> bus.ask(RequestCode.TOPIC, new RequestCode(asker.receiver(), asker.grant().actor()))
                        .map(wait -> new JsonObject()
                                .put("numberEnding", asker.receiver().phone().ending())
                                .put("retryAfter", wait.toSeconds())))
                .onSuccess(json -> Json.answer(ctx, 202, json))
                .onFailure(ctx::fail);
    }
}
