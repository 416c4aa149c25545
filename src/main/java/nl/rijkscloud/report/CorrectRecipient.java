package nl.rijkscloud.report;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.access.Access;
import nl.rijkscloud.access.OwnTransferAccess;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.link.LinkKind;
import nl.rijkscloud.transfer.Correction;
import nl.rijkscloud.transfer.CorrectionForm;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferStore;

/**
 * {@code POST /api/report/recipient}: what a recipient was to get goes to another address. The secret in the body belongs to the report link of the
 * session. What staff send to outsiders takes their sign-in too: a mailbox that somebody else reads must not be enough to have documents sent out.
 */
public final class CorrectRecipient implements Handler<RoutingContext> {
    private final Access access;
    private final OwnTransferAccess own;
    private final Database database;
    private final TransferStore transfers;
    private final CorrectionForm form;
    private final RecipientCorrection readdress;

    public CorrectRecipient(
            Access access, OwnTransferAccess own, Database database, TransferStore transfers, CorrectionForm form, RecipientCorrection readdress) {
        this.access = access;
        this.own = own;
        this.database = database;
        this.transfers = transfers;
        this.form = form;
        this.readdress = readdress;
    }

    @Override
    public void handle(RoutingContext ctx) {
        var body = Json.body(ctx);
        var secret = Json.text(body, "secret", ReissueHandler.MOST);
        access.of(ctx, LinkKind.REPORT)
                .compose(grant -> correction(ctx, body, grant)
                        .compose(correction -> readdress.readdress(grant.actor(), ReissueHandler.link(grant), secret, correction)))
                .compose(done -> ctx.response().setStatusCode(202).end())
                .onFailure(ctx::fail);
    }

    private Future<Correction> correction(RoutingContext ctx, JsonObject body, Grant grant) {
        return transfers.find(database.client(), grant.transfer())
                .map(found -> found.orElseThrow(Failure::notFound).transfer().kind())
                .compose(kind -> kind == Transfer.Kind.SENT ? own.of(ctx, grant.transfer()).map(kind) : Future.succeededFuture(kind))
                .map(kind -> form.check(body, Json.id(body, "recipient").orElseThrow(Failure::notFound), kind));
    }
}
