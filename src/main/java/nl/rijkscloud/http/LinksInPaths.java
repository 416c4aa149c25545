package nl.rijkscloud.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;

/**
 * Counts requests whose path holds the secret of a mailed link. The secret belongs in the fragment, which browsers
 * never send, but some mail gateways that rewrite links encode the number sign. The page accepts such a link; the
 * server neither uses nor keeps the secret. Safe for use from any thread.
 */
public final class LinksInPaths implements Handler<RoutingContext> {
    private static final Pattern SECRET =
            Pattern.compile("[A-Za-z0-9_-]{22}/?%(?:25)*23[A-Za-z0-9_-]{43}", Pattern.CASE_INSENSITIVE);

    private final Counter found;

    public LinksInPaths(MeterRegistry metrics) {
        found = Counter.builder("rijkscloud.links.in.paths")
                .description("Requests whose path holds the secret of a mailed link, put there by a mail gateway")
                .register(metrics);
    }

    @Override
    public void handle(RoutingContext ctx) {
        var uri = ctx.request().uri();
        if (uri.indexOf('%') >= 0 && SECRET.matcher(uri).find()) {
            found.increment();
        }
        ctx.next();
    }
}
