package nl.rijkscloud.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Set;
import nl.rijkscloud.kernel.Failure;

/**
 * Lets only our own pages change anything. Browsers say where a request comes from; what says nothing is no browser,
 * and has no cookies but those it was given on purpose. It stands beside SameSite=Strict and the JSON content type, not
 * instead of them.
 */
public final class SameOrigin implements Handler<RoutingContext> {
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final String origin;

    public SameOrigin(URI publicUrl) {
        this.origin = publicUrl.getScheme() + "://" + publicUrl.getRawAuthority();
    }

    @Override
    public void handle(RoutingContext ctx) {
        if (SAFE.contains(ctx.request().method()) || isOurs(ctx)) {
            ctx.next();
        } else {
            ctx.fail(Failure.of(Failure.Kind.FORBIDDEN, "cross-origin", "Only our own pages may do this."));
        }
    }

    private boolean isOurs(RoutingContext ctx) {
        var site = ctx.request().getHeader("Sec-Fetch-Site");
        var from = ctx.request().getHeader("Origin");
        return site != null ? site.equals("same-origin") : from == null || from.equals(origin);
    }
}
