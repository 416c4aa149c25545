package nl.rijkscloud.upload;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.access.Access;
import nl.rijkscloud.compose.TransferReader;
import nl.rijkscloud.document.DocumentEntry;
import nl.rijkscloud.http.PathId;
import nl.rijkscloud.link.LinkKind;

/** {@code HEAD /api/uploads/:id}: where to go on. */
public final class UploadStatus implements Handler<RoutingContext> {
    private final Access access;
    private final UploadService uploads;
    private final TransferReader transfers;

    public UploadStatus(Access access, UploadService uploads, TransferReader transfers) {
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
