package nl.rijkscloud.opening;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.access.SessionCookie;
import nl.rijkscloud.code.OpenWithCode;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.kernel.Bus;

/** {@code POST /api/sessions/code}: an outsider fills in the code of the text message. When it is right the session goes on under another cookie. */
public final class OpenCode implements Handler<RoutingContext> {
    private static final int MAX_CODE = 16;

    private final Bus bus;
    private final CodeAccess access;

    public OpenCode(Bus bus, CodeAccess access) {
        this.bus = bus;
        this.access = access;
    }

    @Override
    public void handle(RoutingContext ctx) {
        var code = Json.text(Json.body(ctx), "code", MAX_CODE).replace(" ", "");
        access.of(ctx)
                .compose(asker -> bus.ask(OpenWithCode.TOPIC, new OpenWithCode(
                                asker.grant().session(), asker.receiver().link(), asker.grant().actor(), asker.grant().transfer(),
                                asker.receiver().recipient(), code))
                        .map(session -> {
                            SessionCookie.write(ctx, session);
                            return asker.grant();
                        }))
                .onSuccess(grant -> Json.answer(
                        ctx, 200, new JsonObject().put("kind", grant.kind().sql()).put("transfer", grant.transfer().toString())))
                .onFailure(ctx::fail);
    }
}
