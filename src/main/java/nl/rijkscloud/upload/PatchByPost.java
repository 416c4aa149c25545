package nl.rijkscloud.upload;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code POST /api/uploads/:id} with {@code X-HTTP-Method-Override: PATCH}, as tus allows for clients whose HTTP library knows no PATCH; Java's own
 * is one. For no other method: bytes can only be added with headers and a content type that no form can send, a deletion would need none.
 */
public final class PatchByPost implements Handler<RoutingContext> {
    private final Handler<RoutingContext> patch;

    public PatchByPost(Handler<RoutingContext> patch) {
        this.patch = patch;
    }

    @Override
    public void handle(RoutingContext ctx) {
        if ("PATCH".equals(ctx.request().getHeader("X-HTTP-Method-Override"))) {
            patch.handle(ctx);
        } else {
            ctx.fail(HttpResponseStatus.METHOD_NOT_ALLOWED.code());
        }
    }
}
