package nl.rijkscloud.report;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.access.Access;
import nl.rijkscloud.access.OwnTransferAccess;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.http.Routing;
import nl.rijkscloud.kernel.Base64Url;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.link.LinkKind;
import nl.rijkscloud.transfer.Correction;
import nl.rijkscloud.transfer.Transfer;

/**
 * The addresses of the report page: read the report, send a recipient a new link, correct a recipient, and ask the
 * recipients to withdraw the transfer. New link and correction take the secret of the session's report link in the
 * body, because only with it can the server open the transfer's key.
 */
final class ReportRoutes {
    /** Characters; longer than any secret. */
    private static final int MAX_SECRET_LENGTH = 64;

    private final Access access;
    private final OwnTransferAccess own;
    private final ReportVerticle reports;
    private final Redelivery redelivery;
    private final Correction.Form form;
    private final ReceiptRoutes receipts;
    private final WithdrawalAppeal appeal;

    ReportRoutes(
            Access access, OwnTransferAccess own, ReportVerticle reports, Redelivery redelivery,
            Correction.Form form, ReceiptRoutes receipts, WithdrawalAppeal appeal) {
        this.access = access;
        this.own = own;
        this.reports = reports;
        this.redelivery = redelivery;
        this.form = form;
        this.receipts = receipts;
        this.appeal = appeal;
    }

    public void mount(Router router) {
        receipts.mount(router);
        router.get("/api/report").handler(this::read);
        Routing.post(router, "/api/report/reissue", this::reissueLink);
        Routing.post(router, "/api/report/recipient", this::correctRecipient);
        Routing.post(router, "/api/report/withdrawal", this::askToWithdraw);
    }

    /** Deletes nothing, so the session's report grant is enough. */
    private void askToWithdraw(RoutingContext ctx) {
        access.of(ctx, LinkKind.REPORT)
                .compose(grant -> {
                    Json.body(ctx); // it is empty, but requiring JSON keeps out forms of other sites
                    return appeal.send(grant);
                })
                .compose(done -> ctx.response().setStatusCode(202).end())
                .onFailure(ctx::fail);
    }

    private void read(RoutingContext ctx) {
        access.of(ctx, LinkKind.REPORT)
                .compose(grant -> reports.read(grant).compose(report -> PdfPrinter.isAsked(ctx)
                        ? receipts.print(ctx, report)
                        : receipts.list(grant, report).onSuccess(signed -> Json.answer(ctx, 200,
                                report.toJson().mergeIn(signed))).<Void>mapEmpty()))
                .onFailure(ctx::fail);
    }

    private void reissueLink(RoutingContext ctx) {
        access.of(ctx, LinkKind.REPORT)
                .compose(grant -> redelivery.reissue(
                        grant.actor(), link(grant), secret(Json.body(ctx)), Json.id(Json.body(ctx), "recipient")))
                .compose(done -> ctx.response().setStatusCode(202).end())
                .onFailure(ctx::fail);
    }

    /**
     * For a transfer that staff send to outsiders, the sender must be signed in too: access to the sender's mailbox
     * alone must not be enough to have documents sent to another address.
     */
    private void correctRecipient(RoutingContext ctx) {
        var body = Json.body(ctx);
        var secret = secret(body);
        access.of(ctx, LinkKind.REPORT)
                .compose(grant -> read(ctx, body, grant)
                        .compose(wanted -> redelivery.correct(grant.actor(), link(grant), secret, wanted)))
                .compose(done -> ctx.response().setStatusCode(202).end())
                .onFailure(ctx::fail);
    }

    private Future<Correction> read(RoutingContext ctx, JsonObject body, Grant grant) {
        return reports.kind(grant)
                .compose(kind -> kind == Transfer.Kind.SENT
                        ? own.of(ctx, grant.transfer()).map(kind)
                        : Future.succeededFuture(kind))
                .map(kind -> form.read(body, Json.id(body, "recipient").orElseThrow(Failure::notFound), kind));
    }

    private static String secret(JsonObject body) {
        return Json.text(body, "secret", MAX_SECRET_LENGTH);
    }

    /** The id of the link, as it is in the link's address. */
    private static String link(Grant grant) {
        return grant.link().map(Base64Url::text).orElseThrow();
    }
}
