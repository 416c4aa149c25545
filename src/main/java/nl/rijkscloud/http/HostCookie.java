package nl.rijkscloud.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every cookie of the portal. The prefix {@code __Host-} makes browsers refuse a cookie that is not Secure, has a
 * domain or is not for the whole site. Cookies are read and set here and nowhere else: the server's own reader mistakes
 * other names for ours, see {@link CookieHeader}.
 */
public enum HostCookie {
    SESSION("__Host-session", "; HttpOnly; SameSite=Strict"),
    SIGN_IN("__Host-sign-in", "; HttpOnly; SameSite=Strict"),
    DEVICE("__Host-device", "; HttpOnly; SameSite=Strict"),
    /** Holds "nl" or "en" once somebody has chosen. Scripts may read it: it is no secret. */
    LANGUAGE("__Host-taal", "; SameSite=Lax");

    private final String title;
    private final String attributes;

    HostCookie(String title, String attributes) {
        this.title = title;
        this.attributes = "; Path=/; Secure" + attributes;
    }

    static Optional<HostCookie> named(String name) {
        return Stream.of(values()).filter(cookie -> cookie.title.equals(name)).findFirst();
    }

    /** True when one of our names is somewhere in this text, in any case. */
    static boolean isNamedIn(String text) {
        var folded = text.toLowerCase(Locale.ROOT);
        return Stream.of(values()).anyMatch(cookie -> folded.contains(cookie.title.toLowerCase(Locale.ROOT)));
    }

    public String title() {
        return title;
    }

    public Optional<String> read(RoutingContext ctx) {
        return CookieHeader.of(ctx.request()).value(this);
    }

    /** Sets a cookie that lives until the browser closes. */
    public void write(RoutingContext ctx, String value) {
        add(ctx, value, "");
    }

    public void write(RoutingContext ctx, String value, Duration life) {
        add(ctx, value, "; Max-Age=" + life.toSeconds());
    }

    public void clear(RoutingContext ctx) {
        write(ctx, "", Duration.ZERO);
    }

    private void add(RoutingContext ctx, String value, String life) {
        ctx.response().headers().add(HttpHeaders.SET_COOKIE, title + "=" + value + attributes + life);
    }
}
