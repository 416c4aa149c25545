package nl.rijkscloud.privacy;

import io.vertx.ext.web.Router;
import nl.rijkscloud.access.AccessWiring;
import nl.rijkscloud.audit.AuditWiring;
import nl.rijkscloud.limit.LimitWiring;
import nl.rijkscloud.platform.Platform;

/** Joins what the privacy officer asks: people, the audit log, what is kept and for how long. */
public final class PrivacyWiring {
    private final AuditWiring audit;
    private final PersonSearch persons;
    private final Retention retention;

    public PrivacyWiring(Platform platform, LimitWiring limit, AuditWiring audit) {
        this.audit = audit;
        persons = new PersonSearch(
                platform.database(), audit.audit(), limit.throttle(), limit.limits(), platform.master());
        retention = new Retention(platform.database(), platform.config(), platform.clock());
    }

    public void mount(Router router, AccessWiring access) {
        new AuditRoutes(access.staff(), audit.audit(), audit.reader()).mount(router);
        new PrivacyRoutes(access.staff(), persons, retention).mount(router);
    }
}
