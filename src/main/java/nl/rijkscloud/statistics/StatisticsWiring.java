package nl.rijkscloud.statistics;

import io.vertx.ext.web.Router;
import java.util.List;
import nl.rijkscloud.access.AccessWiring;
import nl.rijkscloud.kernel.PeriodicTask;
import nl.rijkscloud.platform.Platform;

/** Wires the figures of the organisation. */
public final class StatisticsWiring {
    private final Platform platform;

    public StatisticsWiring(Platform platform) {
        this.platform = platform;
    }

    public void mount(Router router, AccessWiring access) {
        new StatisticsRoutes(access.staff(), new Statistics(platform.database()), platform.clock()).mount(router);
    }

    public List<PeriodicTask> chores() {
        var statistics = new Statistics(platform.chores());
        return List.of(new PeriodicTask("statistics", statistics::addUp));
    }
}
