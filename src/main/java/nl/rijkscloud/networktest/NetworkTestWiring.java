package nl.rijkscloud.networktest;

import io.vertx.ext.web.Router;
import nl.rijkscloud.access.AccessWiring;
import nl.rijkscloud.limit.LimitWiring;
import nl.rijkscloud.platform.Platform;

/** Joins the addresses that the network test asks. */
public record NetworkTestWiring(Platform platform, LimitWiring limit) {
    public void mount(Router router, AccessWiring access) {
        new NetworkTestRoutes(limit.throttle(), limit.limits(), access.addresses(), platform.clock(),
                platform.random()).mount(router);
    }
}
