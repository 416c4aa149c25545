package nl.rijkscloud.opening;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.access.SessionCookie;
import nl.rijkscloud.code.RecipientCodeService;
import nl.rijkscloud.code.RecipientGuess;
import nl.rijkscloud.http.Json;

/** {@code POST /api/sessions/code}: an outsider fills in the code of the text message. When it is right the session goes on under another cookie. */
public final class OpenCode implements Handler<RoutingContext> {
    private static final int MAX_CODE = 16;

    private final RecipientCodeService codes;
    private final CodeAccess access;

    public OpenCode(RecipientCodeService codes, CodeAccess access) {
        this.codes = codes;
        this.access = access;
    }

    @Override
    public void handle(RoutingContext ctx) {
        var code = Json.text(Json.body(ctx), "code", MAX_CODE).replace(" ", "");
        access.of(ctx)
                .compose(asker -> codes.open(new RecipientGuess(
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
