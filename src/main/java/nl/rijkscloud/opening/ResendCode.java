package nl.rijkscloud.opening;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.code.RecipientCodeService;
import nl.rijkscloud.http.Json;

/** {@code POST /api/sessions/code/resend}: an outsider presses the button for a fresh code. Nothing else sends one, so that a mail scanner does not. */
public final class ResendCode implements Handler<RoutingContext> {
    private final RecipientCodeService codes;
    private final CodeAccess access;

    public ResendCode(RecipientCodeService codes, CodeAccess access) {
        this.codes = codes;
        this.access = access;
    }

    @Override
    public void handle(RoutingContext ctx) {
        Json.body(ctx);
        access.of(ctx)
                .compose(asker -> codes.request(asker.receiver(), asker.grant().actor())
                        .map(wait -> new JsonObject()
                                .put("numberEnding", asker.receiver().phone().ending())
                                .put("retryAfter", wait.toSeconds())))
                .onSuccess(json -> Json.answer(ctx, 202, json))
                .onFailure(ctx::fail);
    }
}
