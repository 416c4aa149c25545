package nl.rijkscloud.signin;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import nl.rijkscloud.http.HostCookie;

/** Ties a sign-in at the identity provider to the browser that began it. It opens nothing. */
final class SignInAttemptCookie {
    private SignInAttemptCookie() {}

    static Optional<SignInAttempt> read(RoutingContext ctx) {
        return HostCookie.SIGN_IN.read(ctx).flatMap(SignInAttempt::parse);
    }

    static void write(RoutingContext ctx, SignInAttempt attempt) {
        HostCookie.SIGN_IN.write(ctx, attempt.cookie(), SignInAttempt.LIFE);
    }

    static void clear(RoutingContext ctx) {
        HostCookie.SIGN_IN.clear(ctx);
    }
}
