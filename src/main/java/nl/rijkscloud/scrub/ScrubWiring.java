package nl.rijkscloud.scrub;

import io.vertx.core.Deployable;
import io.vertx.ext.web.Router;
import nl.rijkscloud.access.AccessWiring;
import nl.rijkscloud.audit.AuditWiring;
import nl.rijkscloud.blob.BlobWiring;
import nl.rijkscloud.platform.Platform;

/** Wires the scrub of stored documents. */
public final class ScrubWiring {
    private final Platform platform;
    private final AuditWiring audit;
    private final BlobWiring blob;

    public ScrubWiring(Platform platform, AuditWiring audit, BlobWiring blob) {
        this.platform = platform;
        this.audit = audit;
        this.blob = blob;
    }

    public void mount(Router router, AccessWiring access) {
        new ScrubRoutes(access.staff(), platform.database(), platform.config().storage().scrub()).mount(router);
    }

    public Deployable verticle() {
        return new ScrubVerticle(platform, audit.audit(), blob.store());
    }
}
