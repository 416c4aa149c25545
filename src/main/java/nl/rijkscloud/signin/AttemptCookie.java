package nl.rijkscloud.signin;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import nl.rijkscloud.http.HostCookie;

/** Ties a sign-in at the identity provider to the browser that began it. It opens nothing. */
final class AttemptCookie {
    private AttemptCookie() {}

    static Optional<Attempt> read(RoutingContext ctx) {
        return HostCookie.SIGN_IN.read(ctx).flatMap(Attempt::parse);
    }

    static void write(RoutingContext ctx, Attempt attempt) {
        HostCookie.SIGN_IN.write(ctx, attempt.cookie(), Attempt.LIFE);
    }

    static void clear(RoutingContext ctx) {
        HostCookie.SIGN_IN.clear(ctx);
    }
}
