package nl.rijkscloud.opening;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.code.RecipientCodeService;
import nl.rijkscloud.http.Json;

/** {@code GET /api/sessions/code}: how things stand with the code, for a page that goes on in a session. It sends nothing. */
public final class ReadCode implements Handler<RoutingContext> {
    private final CodeAccess access;
    private final RecipientCodeService codes;

    public ReadCode(CodeAccess access, RecipientCodeService codes) {
        this.access = access;
        this.codes = codes;
    }

    @Override
    public void handle(RoutingContext ctx) {
        access.of(ctx)
                .compose(asker -> codes.standing(asker.receiver().recipient())
                        .map(standing -> CodeJson.of(asker.receiver().phone(), standing)))
                .onSuccess(json -> Json.answer(ctx, 200, json))
                .onFailure(ctx::fail);
    }
}
