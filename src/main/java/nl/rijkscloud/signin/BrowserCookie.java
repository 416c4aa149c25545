package nl.rijkscloud.signin;

import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import nl.rijkscloud.http.HostCookie;
import nl.rijkscloud.vault.BrowserSecret;

/** Tells a browser in which somebody of the staff signed in before from a stranger's. It opens nothing. */
final class BrowserCookie {
    private BrowserCookie() {}

    static Optional<BrowserSecret> read(RoutingContext ctx) {
        return HostCookie.DEVICE.read(ctx).flatMap(BrowserSecret::parse);
    }

    static void write(RoutingContext ctx, BrowserSecret browser, Duration life) {
        HostCookie.DEVICE.write(ctx, browser.cookie(), life);
    }

    static void clear(RoutingContext ctx) {
        HostCookie.DEVICE.clear(ctx);
    }
}
