package nl.rijkscloud.triage;

import io.vertx.ext.web.Router;
import java.util.List;
import nl.rijkscloud.access.AccessWiring;
import nl.rijkscloud.audit.AuditWiring;
import nl.rijkscloud.kernel.PeriodicTask;
import nl.rijkscloud.limit.LimitWiring;
import nl.rijkscloud.platform.Platform;
import nl.rijkscloud.transfer.Delivery;
import nl.rijkscloud.transfer.TransferWiring;

/** Wires read marks, claims and deputies. */
public record TriageWiring(ReadMarks marks, Claims claims, Deputies standing) {
    /** Adds deputies at delivery; the room of transfers takes it before the rest of this room can be made. */
    public static Delivery.Deputies deputies(AuditWiring audit) {
        return new DeputyRecipients(audit.audit());
    }

    public static TriageWiring of(Platform platform, AuditWiring audit, TransferWiring transfer) {
        return new TriageWiring(
                new ReadMarks(platform.database(), platform.clock()),
                new Claims(platform.database(), transfer.transfers(), audit.audit(), platform.clock()),
                new Deputies(platform.database(), audit.audit(), platform.clock()));
    }

    public void mount(Router router, AccessWiring access, LimitWiring limit) {
        new TriageRoutes(access.staff(), marks, claims, limit.throttle(), limit.limits()).mount(router);
        new PreferenceRoutes(access.staff(), standing, limit.throttle(), limit.limits()).mount(router);
    }

    public List<PeriodicTask> chores() {
        return List.of(new PeriodicTask("deputies", pass -> standing.clear()));
    }
}
