package nl.rijkscloud.sending;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.access.OwnTransfer;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.http.PathId;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.transfer.CorrectionForm;

/** {@code POST /api/staff/transfers/:id/recipient}: the sender corrects the number of an outsider who receives. */
public final class CorrectNumber implements Handler<RoutingContext> {
    private final OwnTransfer own;
    private final RecipientChanges changes;
    private final CorrectionForm form;

    public CorrectNumber(OwnTransfer own, RecipientChanges changes, CorrectionForm form) {
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
