package nl.rijkscloud.readout;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.UUID;
import nl.rijkscloud.access.OwnTransferAccess;
import nl.rijkscloud.access.StaffAccess;
import nl.rijkscloud.access.StaffAccess.Member;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.http.Routing;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.staff.Role;

/**
 * The addresses by which staff ask for a code to read out, approve it, and are shown it. While the organisation has not
 * turned this on, none of them exists for anybody.
 */
final class ReadOutRoutes {
    private static final String OF_TRANSFER = "/api/staff/transfers/:id/read-outs";
    private static final String ALL = "/api/staff/read-outs";

    private final StaffAccess access;
    private final OwnTransferAccess own;
    private final ReadOuts readOuts;
    private final boolean on;

    ReadOutRoutes(StaffAccess access, OwnTransferAccess own, ReadOuts readOuts, boolean on) {
        this.access = access;
        this.own = own;
        this.readOuts = readOuts;
        this.on = on;
    }

    void mount(Router router) {
        router.get(OF_TRANSFER).handler(whenOn(this::ofTransfer));
        Routing.post(router, OF_TRANSFER, whenOn(this::ask));
        Routing.post(router, OF_TRANSFER + "/show", whenOn(this::show));
        router.get(ALL).handler(whenOn(this::list));
        Routing.post(router, ALL + "/:id/approve", whenOn(ctx -> decide(ctx, readOuts::approve)));
        Routing.post(router, ALL + "/:id/decline", whenOn(ctx -> decide(ctx, readOuts::decline)));
    }

    private Handler<RoutingContext> whenOn(Handler<RoutingContext> handler) {
        return on ? handler : ctx -> ctx.fail(Failure.notFound());
    }

    /** Answers the wishes of the signed-in person about this transfer. */
    private void ofTransfer(RoutingContext ctx) {
        own.of(ctx, Routing.pathId(ctx))
                .compose(owned -> readOuts.ofAsker(owned.by(), owned.transfer().id()))
                .onSuccess(found -> answer(ctx, found))
                .onFailure(ctx::fail);
    }

    private void ask(RoutingContext ctx) {
        var recipient = Json.id(Json.body(ctx), "recipient");
        own.of(ctx, Routing.pathId(ctx))
                .compose(owned -> readOuts.ask(
                        owned.by(), owned.transfer().id(), recipient.orElseThrow(Failure::notFound)))
                .compose(done -> ctx.response().setStatusCode(204).end())
                .onFailure(ctx::fail);
    }

    /** Answers the code, once. */
    private void show(RoutingContext ctx) {
        var id = Json.id(Json.body(ctx), "readOut");
        own.of(ctx, Routing.pathId(ctx))
                .compose(owned -> readOuts.show(
                        owned.by(), owned.transfer().id(), id.orElseThrow(Failure::notFound)))
                .onSuccess(code -> Json.answer(ctx, 200, new JsonObject()
                        .put("code", code.code()).put("until", code.until().toString())))
                .onFailure(ctx::fail);
    }

    /** Answers the wishes that wait for the signed-in person's approval. */
    private void list(RoutingContext ctx) {
        colleague(ctx)
                .compose(readOuts::forApprover)
                .onSuccess(found -> answer(ctx, found))
                .onFailure(ctx::fail);
    }

    private interface Decision {
        Future<Void> make(Member member, UUID id);
    }

    private void decide(RoutingContext ctx, Decision decision) {
        Json.body(ctx); // it is empty, but requiring JSON keeps out forms of other sites
        colleague(ctx)
                .compose(member -> decision.make(member, Routing.pathId(ctx)))
                .compose(done -> ctx.response().setStatusCode(204).end())
                .onFailure(ctx::fail);
    }

    private Future<Member> colleague(RoutingContext ctx) {
        return access.of(ctx, Role.MEDEWERKER, Role.BEHEERDER);
    }

    private static void answer(RoutingContext ctx, List<ReadOut> found) {
        Json.answer(ctx, 200, new JsonObject()
                .put("items", new JsonArray(found.stream().map(ReadOut::toJson).toList())));
    }
}
