package nl.rijkscloud.phone;

import io.vertx.ext.web.Router;
import nl.rijkscloud.access.AccessWiring;
import nl.rijkscloud.audit.AuditWiring;
import nl.rijkscloud.compose.ComposeWiring;
import nl.rijkscloud.limit.LimitWiring;
import nl.rijkscloud.link.LinkWiring;
import nl.rijkscloud.platform.Platform;
import nl.rijkscloud.transfer.TransferWiring;

/** Wires the links by which a phone adds documents. */
public record PhoneWiring(
        Platform platform, LimitWiring limit, AuditWiring audit, LinkWiring link, TransferWiring transfer,
        ComposeWiring compose) {

    public void mount(Router router, AccessWiring access) {
        var phones = new PhoneLinks(
                platform.database(), transfer.transfers(), link.links(), limit.throttle(), limit.limits(),
                audit.audit(), platform.clock());
        new PhoneRoutes(access.grants(), phones, compose.reader()).mount(router);
    }
}
