package nl.rijkscloud.upload;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import nl.rijkscloud.access.AccessWiring;
import nl.rijkscloud.audit.AuditWiring;
import nl.rijkscloud.blob.BlobWiring;
import nl.rijkscloud.link.LinkWiring;
import nl.rijkscloud.platform.Platform;
import nl.rijkscloud.request.RequestWiring;
import nl.rijkscloud.transfer.TransferWiring;
import nl.rijkscloud.vault.PartialSegments;

/** Wires the reception of documents. */
public final class UploadWiring {
    private final Platform platform;
    private final UploadContext context;
    private final UploadService service;
    private final UploadRegister register;

    public UploadWiring(
            Platform platform, AuditWiring audit, BlobWiring blob, LinkWiring link, TransferWiring transfer,
            RequestWiring request) {
        this.platform = platform;
        context = new UploadContext(
                platform.database(), transfer.documents(), transfer.transfers(), request.requests(), link.links(),
                platform.aead(), new PartialSegments(platform.aead()), platform.bus(), transfer.streams(),
                audit.audit(), platform.clock());
        service = new UploadService(
                context, blob.store(), blob.pool(), blob.workers(), link.sessions(), platform.config(),
                platform.metrics());
        register = new UploadRegister(
                context, service, blob.store(), blob.workers(), platform.config().documents());
    }

    public UploadContext context() {
        return context;
    }

    public UploadService service() {
        return service;
    }

    public UploadRegister register() {
        return register;
    }

    /** Samples the speed of all uploads. Call it once a second or more often. */
    public void watch() {
        service.watch();
    }

    /** Completes when all requests that are receiving now have finished. */
    public Future<Void> settled() {
        return service.settled();
    }

    public void mount(Router router, AccessWiring access) {
        new UploadRoutes(access.grants(), service, register, platform.config().documents()).mount(router);
    }
}
