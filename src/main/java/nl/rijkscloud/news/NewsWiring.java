package nl.rijkscloud.news;

import io.vertx.ext.web.Router;
import java.util.List;
import nl.rijkscloud.access.AccessWiring;
import nl.rijkscloud.kernel.PeriodicTask;
import nl.rijkscloud.limit.LimitWiring;
import nl.rijkscloud.outbox.OutboxWiring;
import nl.rijkscloud.platform.Platform;

/** Wires the news for staff. */
public final class NewsWiring {
    private final Platform platform;
    private final OutboxWiring outbox;

    public NewsWiring(Platform platform, OutboxWiring outbox) {
        this.platform = platform;
        this.outbox = outbox;
    }

    public void mount(Router router, AccessWiring access, LimitWiring limit) {
        new NewsRoutes(access.staff(), platform.database(), limit.throttle(), limit.limits()).mount(router);
    }

    public List<PeriodicTask> chores() {
        var dispatch = new NewsDispatch(platform.chores(), outbox.outbox(), platform.clock());
        return List.of(new PeriodicTask("news", pass -> dispatch.run()));
    }
}
