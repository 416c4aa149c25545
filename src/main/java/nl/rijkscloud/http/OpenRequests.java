package nl.rijkscloud.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.connection.ClientConnection;
import nl.rijkscloud.connection.ClientConnections;
import nl.rijkscloud.kernel.Failure;

/**
 * Limits the open requests of each connection and, behind a proxy of ours, of each client address that it names. Event
 * loop; no state.
 */
public final class OpenRequests implements Handler<RoutingContext> {
    private static final int WAIT_SECONDS = 5;

    @Override
    public void handle(RoutingContext ctx) {
        var line = ClientConnection.of(ctx.request());
        if (line.isEmpty()) {
            ctx.next();
        } else {
            handle(ctx, line.get());
        }
    }

    private static void handle(RoutingContext ctx, ClientConnection line) {
        ctx.addEndHandler(over -> line.end());
        if (!line.begin()) {
            line.close("requests-per-connection");
        } else if (line.isProxy()) {
            admitForwarded(ctx, line.lines());
        } else {
            ctx.next();
        }
    }

    private static void admitForwarded(RoutingContext ctx, ClientConnections lines) {
        var source = lines.addresses().of(ctx.request());
        if (lines.enter(source)) {
            ctx.addEndHandler(over -> lines.leave(source));
            ctx.next();
        } else {
            Problems.answer(ctx, Failure.of(
                            Failure.Kind.TOO_MANY, "too-many-requests",
                            "Too many requests from one address are open. Please wait and try again.")
                    .with("retryAfter", WAIT_SECONDS));
        }
    }
}
