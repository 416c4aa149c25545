package nl.rijkscloud.contact;

import io.vertx.ext.web.Router;
import nl.rijkscloud.access.AccessWiring;
import nl.rijkscloud.audit.AuditWiring;
import nl.rijkscloud.limit.LimitWiring;
import nl.rijkscloud.platform.Platform;

/** Joins the address book. */
public final class ContactWiring {
    private final Platform platform;
    private final Contacts contacts;

    public ContactWiring(Platform platform, AuditWiring audit, LimitWiring limit) {
        this.platform = platform;
        contacts = new Contacts(
                platform.database(), audit.audit(), limit.throttle(), limit.limits(), platform.clock());
    }

    public void mount(Router router, AccessWiring access) {
        new ContactRoutes(access.staff(), contacts, platform.config().codes().countries()).mount(router);
    }
}
