package nl.rijkscloud.access;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import nl.rijkscloud.http.HostCookie;
import nl.rijkscloud.vault.SessionSecret;

/** The one cookie that opens anything. */
public final class SessionCookie {
    private SessionCookie() {}

    public static Optional<SessionSecret> read(RoutingContext ctx) {
        return HostCookie.SESSION.read(ctx).flatMap(SessionSecret::parse);
    }

    /** Lives until the browser closes; how long the session lives is the server's business. */
    public static void write(RoutingContext ctx, SessionSecret session) {
        HostCookie.SESSION.write(ctx, session.cookie());
    }

    /** The browser also drops what it keeps of our pages, so that Back shows nothing of who has left. Not all cookies: the language stays. */
    public static void clear(RoutingContext ctx) {
        HostCookie.SESSION.clear(ctx);
        ctx.response().putHeader("Clear-Site-Data", "\"cache\", \"storage\"");
    }
}
