package nl.rijkscloud.sending;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.access.OwnTransfer;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.http.PathId;
import nl.rijkscloud.kernel.Failure;

/** {@code POST /api/staff/transfers/:id/unlock}: the sender lets an outsider try codes again, after a word on the phone. */
public final class UnlockCode implements Handler<RoutingContext> {
    private final OwnTransfer own;
    private final RecipientChanges changes;

    public UnlockCode(OwnTransfer own, RecipientChanges changes) {
        this.own = own;
        this.changes = changes;
    }

    @Override
    public void handle(RoutingContext ctx) {
        var recipient = Json.id(Json.body(ctx), "recipient");
        own.of(ctx, PathId.of(ctx))
                .compose(owned -> changes.unlock(
                        owned.transfer().id(), recipient.orElseThrow(Failure::notFound), owned.by()))
                .compose(done -> ctx.response().setStatusCode(204).end())
                .onFailure(ctx::fail);
    }
}
