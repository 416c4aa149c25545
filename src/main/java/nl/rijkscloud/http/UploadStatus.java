package nl.rijkscloud.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.link.LinkKind;
import nl.rijkscloud.transfer.DocumentEntry;
import nl.rijkscloud.upload.UploadService;

/** {@code HEAD /api/uploads/:id}: where to go on. */
final class UploadStatus implements Handler<RoutingContext> {
    private final Access access;
    private final UploadService uploads;
    private final TransferReader transfers;

    UploadStatus(Access access, UploadService uploads, TransferReader transfers) {
        this.access = access;
        this.uploads = uploads;
        this.transfers = transfers;
    }

    @Override
    public void handle(RoutingContext ctx) {
        access.of(ctx, LinkKind.UPLOAD)
                .compose(grant -> uploads.find(grant, PathId.of(ctx))
                        .compose(document -> transfers.expiry(grant).compose(until -> Tus.expires(
                                        ctx.response()
                                                .setStatusCode(200)
                                                .putHeader("Cache-Control", "no-store")
                                                .putHeader(Tus.OFFSET, Long.toString(document.offset()))
                                                .putHeader(Tus.LENGTH, Long.toString(document.length()))
                                                .putHeader(Tus.METADATA, DocumentEntry.open(grant.manifestKey(), document).metadata()),
                                        until)
                                .end())))
                .onFailure(ctx::fail);
    }
}
