package nl.rijkscloud.compose;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.access.Access;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.link.LinkKind;

/** {@code PUT /api/transfer/message}: what the sender has typed so far; it takes the place of what was there. */
public final class SaveMessage implements Handler<RoutingContext> {
    private final Access access;
    private final TypedMessages messages;

    public SaveMessage(Access access, TypedMessages messages) {
        this.access = access;
        this.messages = messages;
    }

    @Override
    public void handle(RoutingContext ctx) {
        var message = SubmitTransfer.message(Json.body(ctx));
        access.of(ctx, LinkKind.UPLOAD)
                .compose(grant -> messages.keep(grant, message))
                .compose(done -> ctx.response().setStatusCode(204).end())
                .onFailure(ctx::fail);
    }
}
