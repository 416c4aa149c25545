package nl.rijkscloud.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.db.DatabaseAway;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.StoreAway;

/**
 * Answers with an HTML page when the database or the disk is away and a person followed a link, to a document for
 * instance. All other failures go to the handler for programs. Event loop; no state.
 */
public final class PeopleErrorPages implements Handler<RoutingContext> {
    private static final int USUAL_WAIT = 5;

    private final Handler<RoutingContext> unavailable;
    private final Handler<RoutingContext> others;

    /**
     * @param unavailable answers 503 with a page
     * @param others answers every other failure
     */
    public PeopleErrorPages(Handler<RoutingContext> unavailable, Handler<RoutingContext> others) {
        this.unavailable = unavailable;
        this.others = others;
    }

    @Override
    public void handle(RoutingContext ctx) {
        if (isAway(ctx.failure()) && isNavigation(ctx) && !ctx.response().headWritten() && !ctx.response().closed()) {
            ctx.response().putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(wait(ctx.failure())));
            unavailable.handle(ctx);
        } else {
            others.handle(ctx);
        }
    }

    static boolean isAway(Throwable failure) {
        return failure instanceof DatabaseAway
                || failure instanceof StoreAway
                || (failure instanceof Failure expected && expected.kind() == Failure.Kind.UNAVAILABLE);
    }

    /** Browsers accept HTML explicitly when they go to a page; our own scripts never do. */
    private static boolean isNavigation(RoutingContext ctx) {
        var method = ctx.request().method();
        return (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD))
                && ctx.request().headers().getAll(HttpHeaders.ACCEPT).stream()
                        .anyMatch(accepted -> accepted.contains("text/html"));
    }

    private static int wait(Throwable failure) {
        return failure instanceof Failure expected && expected.extras().get("retryAfter") instanceof Number seconds
                ? seconds.intValue()
                : USUAL_WAIT;
    }
}
