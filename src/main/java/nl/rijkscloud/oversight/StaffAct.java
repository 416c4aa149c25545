package nl.rijkscloud.oversight;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.http.PathId;

/** {@code POST /api/staff/transfers/:id/...}: somebody of the staff does something to a transfer; 204 when it is done. */
public final class StaffAct implements Handler<RoutingContext> {
    /** What is done, to which transfer, by whom; fails as the answer is to be. */
    interface Act {
        Future<Void> on(RoutingContext ctx, Viewer viewer, UUID transfer, JsonObject body);
    }

    private final ViewerAccess viewers;
    private final Act act;

    public StaffAct(ViewerAccess viewers, Act act) {
        this.viewers = viewers;
        this.act = act;
    }

    @Override
    public void handle(RoutingContext ctx) {
        var body = Json.body(ctx);
        viewers.of(ctx)
                .compose(viewer -> act.on(ctx, viewer, PathId.of(ctx), body))
                .compose(done -> ctx.response().setStatusCode(204).end())
                .onFailure(ctx::fail);
    }
}
