package nl.rijkscloud.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import nl.rijkscloud.kernel.Failure;

/** Puts handlers at addresses, the ones that take JSON with a bound on its size, and reads the id in an address. */
public final class Routing {
    /** Bytes of a JSON body, where a route does not say otherwise. */
    public static final long JSON_LIMIT = 64 << 10;

    private Routing() {}

    public static void post(Router router, String path, Handler<RoutingContext> handler) {
        post(router, path, JSON_LIMIT, handler);
    }

    public static void post(Router router, String path, long limit, Handler<RoutingContext> handler) {
        router.post(path).handler(new JsonBody(limit)).handler(handler);
    }

    public static void put(Router router, String path, Handler<RoutingContext> handler) {
        put(router, path, JSON_LIMIT, handler);
    }

    public static void put(Router router, String path, long limit, Handler<RoutingContext> handler) {
        router.put(path).handler(new JsonBody(limit)).handler(handler);
    }

    /** Mounts GET and HEAD; HEAD tells the length and has no side effect. */
    public static void read(Router router, String path, Handler<RoutingContext> handler) {
        router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(handler);
    }

    /** The id in the route's path, its {@code :id}. Fails with {@code NOT_FOUND} for a text that is no id. */
    public static UUID pathId(RoutingContext ctx) {
        return parseId(ctx.pathParam("id"));
    }

    /** An id in an address. Fails with {@code NOT_FOUND} for a text that is no id: that address does not exist. */
    public static UUID parseId(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            throw Failure.notFound();
        }
    }
}
