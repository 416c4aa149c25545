package nl.rijkscloud.signin;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code GET /inspectie/aanmelden} where an identity provider is configured: off to it, with a cookie that knows this browser again.
 * {@code ?naar=} is the page to come back to, {@code ?opnieuw=ja} asks who it is also of somebody the provider knows already.
 */
public final class DepartToProvider implements Handler<RoutingContext> {
    private final OidcSignIn oidc;
    private final Handler<RoutingContext> outOfOrder;

    public DepartToProvider(OidcSignIn oidc, Handler<RoutingContext> outOfOrder) {
        this.oidc = oidc;
        this.outOfOrder = outOfOrder;
    }

    @Override
    public void handle(RoutingContext ctx) {
        var query = ctx.request().params();
        oidc.depart(query.get("naar"), "ja".equals(query.get("opnieuw")))
                .onSuccess(departure -> {
                    SignInAttemptCookie.write(ctx, departure.attempt());
                    ctx.response()
                            .setStatusCode(303)
                            .putHeader(HttpHeaders.LOCATION, departure.address())
                            .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                            .end();
                })
                .onFailure(down -> outOfOrder.handle(ctx));
    }
}
