package nl.rijkscloud.access;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import nl.rijkscloud.http.HostCookie;
import nl.rijkscloud.vault.SessionSecret;

/** The cookie that names the browser's session. No other cookie opens anything. */
public final class SessionCookie {
    private SessionCookie() {}

    public static Optional<SessionSecret> read(RoutingContext ctx) {
        return HostCookie.SESSION.read(ctx).flatMap(SessionSecret::parse);
    }

    /** The cookie lives until the browser closes; the server decides how long the session lives. */
    public static void write(RoutingContext ctx, SessionSecret session) {
        HostCookie.SESSION.write(ctx, session.cookie());
    }

    /**
     * The browser also drops its copies of our pages, so that Back shows nothing after a sign-out. The cookie of the
     * language stays.
     */
    public static void clear(RoutingContext ctx) {
        HostCookie.SESSION.clear(ctx);
        ctx.response().putHeader("Clear-Site-Data", "\"cache\", \"storage\"");
    }
}
