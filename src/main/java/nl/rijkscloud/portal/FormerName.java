package nl.rijkscloud.portal;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.OfficeTime;

/**
 * Answers at the former public name, which the request's host names; it ignores other hosts. Until the last day every
 * address there shows one page, the same for all, whose script leads on: the secret of a link stands in the fragment,
 * which no server sees. Pages that were open when the name changed go on with the API. Afterwards nothing answers there
 * any more. Event loop; no state.
 */
final class FormerName implements Handler<RoutingContext> {
    private final String host;
    private final Instant end;
    private final InstantSource clock;
    private final Handler<RoutingContext> moved;
    private final Handler<RoutingContext> notFound;

    FormerName(
            Config.Former former, InstantSource clock, Handler<RoutingContext> moved,
            Handler<RoutingContext> notFound) {
        this.host = former.url().getHost().toLowerCase(Locale.ROOT);
        this.end = OfficeTime.start(former.until().plusDays(1));
        this.clock = clock;
        this.moved = moved;
        this.notFound = notFound;
    }

    @Override
    public void handle(RoutingContext ctx) {
        var path = ctx.request().path();
        if (!isFormer(ctx) || isForAll(path)) {
            ctx.next();
        } else if (!clock.instant().isBefore(end)) {
            refuse(ctx, path);
        } else if (path.startsWith("/api/") || !isRead(ctx.request().method())) {
            ctx.next();
        } else {
            moved.handle(ctx);
        }
    }

    private void refuse(RoutingContext ctx, String path) {
        if (path.startsWith("/api/")) {
            ctx.fail(Failure.of(Failure.Kind.NOT_FOUND, "not-found", "This name of the portal is no longer in use."));
        } else {
            notFound.handle(ctx);
        }
    }

    /** Host names are case-insensitive, and may end with a dot (RFC 3986, section 3.2.2). */
    private boolean isFormer(RoutingContext ctx) {
        var authority = ctx.request().authority();
        return authority != null && authority.host().toLowerCase(Locale.ROOT).replaceFirst("\\.$", "").equals(host);
    }

    /** The parts of pages, and what programs read at a fixed address: certificates' proofs, keys of statements. */
    private static boolean isForAll(String path) {
        return path.startsWith("/assets/") || path.startsWith("/.well-known/") || path.equals("/favicon.ico");
    }

    private static boolean isRead(HttpMethod method) {
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    }
}
