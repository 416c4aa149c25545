package nl.rijkscloud.triage;

import io.vertx.ext.web.Router;
import nl.rijkscloud.access.AccessWiring;
import nl.rijkscloud.audit.AuditWiring;
import nl.rijkscloud.platform.Platform;
import nl.rijkscloud.transfer.TransferWiring;

/** Joins how staff divide their work. */
public record TriageWiring(ReadMarks marks, Claims claims) {
    public static TriageWiring of(Platform platform, AuditWiring audit, TransferWiring transfer) {
        return new TriageWiring(
                new ReadMarks(platform.database(), platform.clock()),
                new Claims(platform.database(), transfer.transfers(), audit.audit(), platform.clock()));
    }

    public void mount(Router router, AccessWiring access) {
        new TriageRoutes(access.staff(), marks, claims).mount(router);
    }
}
