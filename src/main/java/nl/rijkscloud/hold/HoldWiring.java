package nl.rijkscloud.hold;

import io.vertx.ext.web.Router;
import nl.rijkscloud.access.AccessWiring;
import nl.rijkscloud.audit.AuditWiring;
import nl.rijkscloud.limit.LimitWiring;
import nl.rijkscloud.link.LinkWiring;
import nl.rijkscloud.platform.Platform;
import nl.rijkscloud.transfer.TransferWiring;

/** Wires the holds that keep a transfer from being destroyed. */
public record HoldWiring(Platform platform, AuditWiring audit, LimitWiring limit, LinkWiring link,
        TransferWiring transfer) {
    public void mount(Router router, AccessWiring access) {
        var holds = new Holds(
                platform.database(), transfer.transfers(), link.links(), audit.audit(), platform.clock());
        new HoldRoutes(access.staff(), holds, limit.throttle(), limit.limits(), platform.clock()).mount(router);
    }
}
