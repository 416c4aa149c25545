package nl.rijkscloud.signin;

import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import nl.rijkscloud.http.HostCookie;
import nl.rijkscloud.vault.BrowserSecret;

/** The cookie of a browser in which staff have signed in before. It opens nothing. */
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
