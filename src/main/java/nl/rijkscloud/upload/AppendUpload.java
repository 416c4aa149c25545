package nl.rijkscloud.upload;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.access.Access;
import nl.rijkscloud.compose.TransferReader;
import nl.rijkscloud.http.PathId;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.link.LinkKind;

/** {@code PATCH /api/uploads/:id}: bytes come in. The answer names the offset that is on disk and synced. */
public final class AppendUpload implements Handler<RoutingContext> {
    private final Access access;
    private final UploadService uploads;
    private final TransferReader transfers;

    public AppendUpload(Access access, UploadService uploads, TransferReader transfers) {
        this.access = access;
        this.uploads = uploads;
        this.transfers = transfers;
    }

    @Override
    public void handle(RoutingContext ctx) {
        if (!Tus.hasUploadBody(ctx.request())) {
            throw Failure.of(Failure.Kind.UNSUPPORTED, "unsupported-type", "Send " + Tus.CONTENT_TYPE + ".");
        }
        var context = Vertx.currentContext();
        var offset = Tus.requiredBytes(ctx.request(), Tus.OFFSET);
        var checksum = Tus.checksum(ctx.request());
        var body = UploadBody.of(ctx);
        access.of(ctx, LinkKind.UPLOAD)
                .compose(grant -> {
                    var id = PathId.of(ctx);
                    return uploads.open(context, grant, id, offset, checksum)
                            .compose(body::into)
                            .compose(done -> uploads.find(grant, id))
                            .compose(document -> transfers.expiry(grant).compose(until -> Tus.expires(
                                            ctx.response()
                                                    .setStatusCode(204)
                                                    .putHeader(Tus.OFFSET, Long.toString(document.offset())),
                                            until)
                                    .end()));
                })
                .onFailure(ctx::fail);
    }
}
