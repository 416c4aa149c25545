package nl.rijkscloud.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.failure.Failure;
import nl.rijkscloud.transfer.CorrectionForm;
import nl.rijkscloud.transfer.RecipientChanges;

/** {@code POST /api/staff/transfers/:id/recipient}: the sender corrects the number of an outsider who receives. */
final class CorrectNumber implements Handler<RoutingContext> {
    private final OwnTransfer own;
    private final RecipientChanges changes;
    private final CorrectionForm form;

    CorrectNumber(OwnTransfer own, RecipientChanges changes, CorrectionForm form) {
        this.own = own;
        this.changes = changes;
        this.form = form;
    }

    @Override
    public void handle(RoutingContext ctx) {
        var body = Json.body(ctx);
        var recipient = Json.id(body, "recipient");
        own.of(ctx, PathId.of(ctx))
                .compose(owned -> changes.number(
                        owned.transfer().id(), recipient.orElseThrow(Failure::notFound), form.mobile(body), owned.by()))
                .compose(done -> ctx.response().setStatusCode(204).end())
                .onFailure(ctx::fail);
    }
}
