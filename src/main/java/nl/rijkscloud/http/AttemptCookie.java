package nl.rijkscloud.http;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import nl.rijkscloud.oidc.Attempt;

/** Ties a sign-in at the identity provider to the browser that began it. It opens nothing. */
final class AttemptCookie {
    static final String NAME = "__Host-sign-in";

    private AttemptCookie() {}

    static Optional<Attempt> read(RoutingContext ctx) {
        return Optional.ofNullable(ctx.request().getCookie(NAME)).flatMap(cookie -> Attempt.parse(cookie.getValue()));
    }

    static void write(RoutingContext ctx, Attempt attempt) {
        ctx.response().addCookie(cookie(attempt.cookie()).setMaxAge(Attempt.LIFE.toSeconds()));
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
