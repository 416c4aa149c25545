package nl.rijkscloud.triage;

import io.vertx.ext.web.Router;
import nl.rijkscloud.access.AccessWiring;
import nl.rijkscloud.platform.Platform;

/** Joins how staff divide their work. */
public record TriageWiring(ReadMarks marks) {
    public static TriageWiring of(Platform platform) {
        return new TriageWiring(new ReadMarks(platform.database(), platform.clock()));
    }

    public void mount(Router router, AccessWiring access) {
        new TriageRoutes(access.staff(), marks).mount(router);
    }
}
