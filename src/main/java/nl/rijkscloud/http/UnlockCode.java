package nl.rijkscloud.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.failure.Failure;
import nl.rijkscloud.transfer.RecipientChanges;

/** {@code POST /api/staff/transfers/:id/unlock}: the sender lets an outsider try codes again, after a word on the phone. */
final class UnlockCode implements Handler<RoutingContext> {
    private final OwnTransfer own;
    private final RecipientChanges changes;

    UnlockCode(OwnTransfer own, RecipientChanges changes) {
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
