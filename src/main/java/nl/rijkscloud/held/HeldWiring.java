package nl.rijkscloud.held;

import io.vertx.ext.web.Router;
import nl.rijkscloud.access.AccessWiring;
import nl.rijkscloud.audit.AuditWiring;
import nl.rijkscloud.platform.Platform;

/** Joins what a beheerder decides about documents that wait for the virus scanner. */
public record HeldWiring(Platform platform, AuditWiring audit) {
    public void mount(Router router, AccessWiring access) {
        new HeldRoutes(access.staff(), platform.database(), audit.audit()).mount(router);
    }
}
