package nl.rijkscloud.networktest;

import io.vertx.ext.web.Router;
import nl.rijkscloud.access.AccessWiring;
import nl.rijkscloud.limit.LimitWiring;
import nl.rijkscloud.platform.Platform;

/** Wires the addresses of the network test. */
public record NetworkTestWiring(Platform platform, LimitWiring limit) {
    public void mount(Router router, AccessWiring access) {
        new NetworkTestRoutes(limit.throttle(), limit.limits(), access.addresses(), platform.clock(),
                platform.random()).mount(router);
    }
}
