package nl.rijkscloud.portal;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.function.BooleanSupplier;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.maintenance.Maintenance;

/**
 * Turns visitors away while the portal is closed for maintenance. Uploads that have begun may finish, the SMS provider
 * may report, the identity provider may sign people out, and a page may fetch its style. Requests that run already are
 * not touched. Event loop; no state.
 */
final class MaintenanceGate implements Handler<RoutingContext> {
    /** The seconds after which clients should try again. */
    private static final int RETRY_AFTER = 120;
    /** Addresses of the SMS provider and the identity provider, which send their messages only once. */
    private static final Set<String> NOT_REPEATED = Set.of("/api/sms/reports", "/api/staff/back-channel-logout");
    private static final String BEGUN_UPLOADS = "/api/uploads/";

    private final Maintenance maintenance;
    private final BooleanSupplier held;
    private final Page page;

    /** Answers 503 with a page. */
    interface Page {
        void answer(RoutingContext ctx, String note);
    }

    /** @param held true while a restored database waits for an operator: then no upload may go on either */
    MaintenanceGate(Maintenance maintenance, BooleanSupplier held, Page page) {
        this.maintenance = maintenance;
        this.held = held;
        this.page = page;
    }

    @Override
    public void handle(RoutingContext ctx) {
        if (held.getAsBoolean()) {
            closed(ctx);
            return;
        }
        maintenance.note().filter(closed -> !mayPass(ctx)).<Runnable>map(note -> () -> refuse(ctx, note))
                .orElse(ctx::next).run();
    }

    private void closed(RoutingContext ctx) {
        if (isStatic(ctx.request().path())) {
            ctx.next();
        } else {
            refuse(ctx, "");
        }
    }

    private void refuse(RoutingContext ctx, String note) {
        if (ctx.request().path().startsWith("/api/")) {
            ctx.fail(Failure.of(Failure.Kind.UNAVAILABLE, "maintenance",
                    "The portal is closed for maintenance. Nothing is lost; try again later.")
                    .with("retryAfter", RETRY_AFTER));
        } else {
            ctx.response().putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(RETRY_AFTER));
            page.answer(ctx, note);
        }
    }

    private static boolean isStatic(String path) {
        return path.startsWith("/assets/") || path.startsWith("/.well-known/");
    }

    private static boolean mayPass(RoutingContext ctx) {
        var path = ctx.request().path();
        var method = ctx.request().method();
        return isStatic(path) || NOT_REPEATED.contains(path)
                || (path.startsWith(BEGUN_UPLOADS) && (method.equals(HttpMethod.PATCH) || method.equals(HttpMethod.HEAD)
                        || method.equals(HttpMethod.POST)));
    }
}
