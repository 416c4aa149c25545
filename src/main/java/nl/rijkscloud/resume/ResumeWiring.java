package nl.rijkscloud.resume;

import io.vertx.ext.web.Router;
import nl.rijkscloud.access.AccessWiring;
import nl.rijkscloud.blob.BlobWiring;
import nl.rijkscloud.platform.Platform;
import nl.rijkscloud.transfer.TransferWiring;
import nl.rijkscloud.upload.UploadWiring;

/** Wires the resumption of uploads. */
public final class ResumeWiring {
    private final Platform platform;
    private final TransferWiring transfer;
    private final UploadWiring upload;
    private final StoredPieces pieces;

    public ResumeWiring(Platform platform, BlobWiring blob, TransferWiring transfer, UploadWiring upload) {
        this.platform = platform;
        this.transfer = transfer;
        this.upload = upload;
        pieces = new StoredPieces(upload.context(), blob.store(), blob.workers(), upload.service().limits());
    }

    public void mount(Router router, AccessWiring access) {
        new ResumeRoutes(
                access.grants(), upload.register(), upload.service(), pieces, transfer.streams(),
                platform.config().documents().maxPerTransfer()).mount(router);
    }
}
