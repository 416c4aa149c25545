package nl.rijkscloud.http;

import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import nl.rijkscloud.kernel.Failure;

/** The id in a route's path. */
public final class PathId {
    private PathId() {}

    /** Throws {@code NOT_FOUND} for text that is no id: that address does not exist. */
    public static UUID of(RoutingContext ctx) {
        try {
            return UUID.fromString(ctx.pathParam("id"));
        } catch (IllegalArgumentException notAnId) {
            throw Failure.notFound();
        }
    }
}
