package nl.rijkscloud.http;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;

/**
 * Sets the headers that every answer carries, API included, before any route, so that errors have them too. Scripts,
 * styles, pictures and fonts come only from here, frames are refused, and no string becomes a script, except by the
 * policy of {@code js/upload/content/start-worker.js}, which makes the addresses of our own workers. Event loop; no
 * state.
 */
public final class SecurityHeaders implements Handler<RoutingContext> {
    static final String POLICY = String.join("; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            "font-src 'self'",
            "connect-src 'self'",
            "worker-src 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types rijkscloud-workers");
    private static final String PERMISSIONS = "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), "
            + "display-capture=(), geolocation=(), gyroscope=(), hid=(), idle-detection=(), magnetometer=(), "
            + "microphone=(), midi=(), payment=(), screen-wake-lock=(self), serial=(), usb=(), xr-spatial-tracking=()";

    private final boolean https;

    /** @param https true if the public address is https; only then HSTS is set (RFC 6797 section 7.2) */
    public SecurityHeaders(boolean https) {
        this.https = https;
    }

    @Override
    public void handle(RoutingContext context) {
        set(context.response().headers());
        context.next();
    }

    /** Sets them on an answer that no route gives. */
    void set(MultiMap headers) {
        headers.set("Content-Security-Policy", https ? POLICY + "; upgrade-insecure-requests" : POLICY);
        headers.set(RequestId.HEADER, RequestId.draw());
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Permissions-Policy", PERMISSIONS);
        if (https) {
            headers.set("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
        }
    }
}
