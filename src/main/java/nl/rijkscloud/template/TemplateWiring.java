package nl.rijkscloud.template;

import io.vertx.ext.web.Router;
import nl.rijkscloud.access.AccessWiring;
import nl.rijkscloud.audit.AuditWiring;
import nl.rijkscloud.limit.LimitWiring;
import nl.rijkscloud.platform.Platform;

/** Wires the templates of departments. */
public final class TemplateWiring {
    private final Platform platform;
    private final AuditWiring audit;
    private final LimitWiring limit;

    public TemplateWiring(Platform platform, AuditWiring audit, LimitWiring limit) {
        this.platform = platform;
        this.audit = audit;
        this.limit = limit;
    }

    public void mount(Router router, AccessWiring access) {
        new TemplateRoutes(
                access.staff(), platform.database(), audit.audit(), limit.throttle(), limit.limits(), platform.clock())
                .mount(router);
    }
}
