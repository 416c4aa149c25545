package nl.rijkscloud.http;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import nl.rijkscloud.vault.SessionSecret;

/** The one cookie that opens anything. The prefix makes browsers refuse it unless it is Secure, without a domain and for the whole site. */
final class SessionCookie {
    static final String NAME = "__Host-session";

    private SessionCookie() {}

    static Optional<SessionSecret> read(RoutingContext ctx) {
        return Optional.ofNullable(ctx.request().getCookie(NAME)).flatMap(cookie -> SessionSecret.parse(cookie.getValue()));
    }

    /** Lives until the browser closes; how long the session lives is the server's business. */
    static void write(RoutingContext ctx, SessionSecret session) {
        ctx.response().addCookie(cookie(session.cookie()));
    }

    static void clear(RoutingContext ctx) {
        ctx.response().addCookie(cookie("").setMaxAge(0));
    }

    private static Cookie cookie(String value) {
        return Cookie.cookie(NAME, value)
                .setPath("/")
                .setSecure(true)
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.STRICT);
    }
}
