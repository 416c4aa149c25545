package nl.rijkscloud.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;

/**
 * Counts requests whose address holds the secret of a mailed link. It belongs in the fragment, which browsers send
 * nowhere, but mail gateways that rewrite links encode the number sign. The page takes such a link all the same; the
 * server uses nothing of it, and nothing of it is kept here. Safe for use from any thread.
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
        if (SECRET.matcher(ctx.request().uri()).find()) {
            found.increment();
        }
        ctx.next();
    }
}
