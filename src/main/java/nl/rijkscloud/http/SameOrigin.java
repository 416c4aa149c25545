package nl.rijkscloud.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Set;
import nl.rijkscloud.kernel.Failure;

/**
 * Lets only our own pages change anything. Browsers say where a request comes from; a request that does not say it is
 * from no browser, and has only cookies that somebody gave it on purpose. This check adds to SameSite=Strict and the
 * JSON media type and replaces neither. Event loop; no state.
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
