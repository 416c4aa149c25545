package nl.rijkscloud.oversight;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.function.BiFunction;
import nl.rijkscloud.access.StaffAccess;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.http.PathId;
import nl.rijkscloud.staff.Role;

/** {@code POST /api/staff/queues/:id/...}: an operator does something to a letter; 204 when it is done. */
public final class QueueAct implements Handler<RoutingContext> {
    private final StaffAccess access;
    private final BiFunction<UUID, Actor, Future<Void>> act;

    /** @param act to the letter of this id, by the person of that */
    public QueueAct(StaffAccess access, BiFunction<UUID, Actor, Future<Void>> act) {
        this.access = access;
        this.act = act;
    }

    @Override
    public void handle(RoutingContext ctx) {
        Json.body(ctx);
        access.of(ctx, Role.BEHEERDER)
                .compose(member -> act.apply(PathId.of(ctx), member.actor()))
                .compose(done -> ctx.response().setStatusCode(204).end())
                .onFailure(ctx::fail);
    }
}
