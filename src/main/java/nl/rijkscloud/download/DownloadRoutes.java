package nl.rijkscloud.download;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.access.Access;
import nl.rijkscloud.http.Routing;
import nl.rijkscloud.link.LinkKind;
import nl.rijkscloud.stream.Downloader;
import nl.rijkscloud.transfer.ActiveStreams;

/** The addresses by which a recipient downloads one document, or all documents as an archive. */
final class DownloadRoutes {
    private final Access access;
    private final ReceivedTransfers received;
    private final Attachment attachment;

    DownloadRoutes(
            Access access, ReceivedTransfers received, Downloads downloads, Downloader downloader,
            ActiveStreams streams) {
        this.access = access;
        this.received = received;
        this.attachment = new Attachment(downloader, downloads, streams);
    }

    public void mount(Router router) {
        Routing.read(router, "/api/documents/:id", this::downloadDocument);
        Routing.read(router, "/api/archive", this::downloadArchive);
    }

    private void downloadDocument(RoutingContext ctx) {
        access.of(ctx, LinkKind.DOWNLOAD)
                .compose(grant -> received.findDocument(grant, Routing.pathId(ctx))
                        .compose(file -> attachment.answer(ctx, grant, file)))
                .onFailure(ctx::fail);
    }

    private void downloadArchive(RoutingContext ctx) {
        access.of(ctx, LinkKind.DOWNLOAD)
                .compose(grant -> received.find(grant)
                        .map(ReceivedTransfer::archive)
                        .compose(file -> attachment.answer(ctx, grant, file)))
                .onFailure(ctx::fail);
    }
}
