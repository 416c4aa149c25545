package nl.rijkscloud.helpdesk;

import io.vertx.ext.web.Router;
import nl.rijkscloud.access.AccessWiring;
import nl.rijkscloud.audit.AuditWiring;
import nl.rijkscloud.audit.Person;
import nl.rijkscloud.limit.LimitWiring;
import nl.rijkscloud.platform.Platform;

/** Wires the search of the help desk. */
public final class HelpDeskWiring {
    private final HelpDesk desk;
    private final Diagnosis diagnosis;

    public HelpDeskWiring(Platform platform, LimitWiring limit, AuditWiring audit) {
        desk = new HelpDesk(
                platform.database(), audit.audit(), limit.throttle(), limit.limits(),
                new Person.Pseudonym(platform.keys()));
        diagnosis = new Diagnosis(platform.config().codes(), platform.clock());
    }

    public void mount(Router router, AccessWiring access) {
        new HelpDeskRoutes(access.staff(), desk, diagnosis).mount(router);
    }
}
