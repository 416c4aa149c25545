package nl.rijkscloud.opening;

import io.vertx.ext.web.Router;
import nl.rijkscloud.access.AccessWiring;
import nl.rijkscloud.code.CodeWiring;
import nl.rijkscloud.limit.LimitWiring;
import nl.rijkscloud.link.LinkWiring;
import nl.rijkscloud.platform.Platform;
import nl.rijkscloud.transfer.TransferWiring;

/** Wires the routes by which outsiders open links and enter codes. */
public record OpeningWiring(
        Platform platform, LimitWiring limit, LinkWiring link, CodeWiring code, TransferWiring transfer) {

    public void mount(Router router, AccessWiring access) {
        new SessionRoutes(
                link.service(), platform.database(), transfer.recipients(), link.sessions(), code.recipients(),
                limit.throttle(), limit.pacing(), limit.limits(), access.addresses(),
                platform.metrics()).mount(router);
        new CodeRoutes(
                access.links(), platform.database(), transfer.transfers(), transfer.recipients(), transfer.documents(),
                code.recipients()).mount(router);
    }
}
