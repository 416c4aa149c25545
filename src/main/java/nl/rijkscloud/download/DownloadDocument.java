package nl.rijkscloud.download;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.access.Access;
import nl.rijkscloud.http.PathId;
import nl.rijkscloud.link.LinkKind;

/** {@code GET /api/documents/:id} */
public final class DownloadDocument implements Handler<RoutingContext> {
    private final Access access;
    private final ReceivedTransfers received;
    private final Attachment attachment;

    public DownloadDocument(Access access, ReceivedTransfers received, Attachment attachment) {
        this.access = access;
        this.received = received;
        this.attachment = attachment;
    }

    @Override
    public void handle(RoutingContext ctx) {
        access.of(ctx, LinkKind.DOWNLOAD)
                .compose(grant -> received.document(grant, PathId.of(ctx))
                        .compose(offer -> attachment.answer(ctx, grant, offer)))
                .onFailure(ctx::fail);
    }
}
