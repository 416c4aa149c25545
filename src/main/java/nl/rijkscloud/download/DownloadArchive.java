package nl.rijkscloud.download;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.access.Access;
import nl.rijkscloud.link.LinkKind;

/** {@code GET /api/archive} */
public final class DownloadArchive implements Handler<RoutingContext> {
    private final Access access;
    private final ReceivedTransfers received;
    private final Attachment attachment;

    public DownloadArchive(Access access, ReceivedTransfers received, Attachment attachment) {
        this.access = access;
        this.received = received;
        this.attachment = attachment;
    }

    @Override
    public void handle(RoutingContext ctx) {
        access.of(ctx, LinkKind.DOWNLOAD)
                .compose(grant -> received.of(grant)
                        .map(ReceivedTransfer::archive)
                        .compose(offer -> attachment.answer(ctx, grant, offer)))
                .onFailure(ctx::fail);
    }
}
