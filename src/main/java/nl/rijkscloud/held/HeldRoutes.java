package nl.rijkscloud.held;

import static nl.rijkscloud.http.Routing.post;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import nl.rijkscloud.access.StaffAccess;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.held.HeldStore.Held;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.http.Routing;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.staff.Role;

/** The addresses by which a beheerder sees what waits for the virus scanner, and decides. Numbers and sizes only. */
final class HeldRoutes {
    private static final String ALL = "/api/staff/held";
    private static final int MOST_SHOWN = 100;

    private final HeldStore store = new HeldStore();
    private final StaffAccess access;
    private final Database database;
    private final Audit audit;

    HeldRoutes(StaffAccess access, Database database, Audit audit) {
        this.access = access;
        this.database = database;
        this.audit = audit;
    }

    void mount(Router router) {
        router.get(ALL).handler(this::list);
        post(router, ALL + "/:id/deliver", decide("deliver", Action.HELD_DELIVERED));
        post(router, ALL + "/:id/refuse", decide("refuse", Action.HELD_REFUSED));
    }

    private void list(RoutingContext ctx) {
        access.of(ctx, Role.BEHEERDER)
                .compose(member -> store.count(database.client()))
                .compose(count -> store.list(database.client(), MOST_SHOWN).map(found -> new JsonObject()
                        .put("count", count)
                        .put("items", new JsonArray(found.stream().map(HeldRoutes::json).toList()))))
                .onSuccess(json -> Json.answer(ctx, 200, json))
                .onFailure(ctx::fail);
    }

    private Handler<RoutingContext> decide(String decision, Action action) {
        return ctx -> {
            Json.body(ctx); // it is empty, but requiring JSON keeps out forms of other sites
            access.of(ctx, Role.BEHEERDER)
                    .compose(member -> decide(Routing.pathId(ctx), decision, action, member.actor()))
                    .compose(done -> ctx.response().setStatusCode(204).end())
                    .onFailure(ctx::fail);
        };
    }

    private Future<Void> decide(UUID document, String decision, Action action, Actor by) {
        return database.inTransaction(tx -> store.decide(tx, document, decision)
                .map(found -> found.orElseThrow(Failure::notFound))
                .compose(transfer -> audit.record(tx, AuditEntry.done(by, action, Subject.transfer(transfer)))));
    }

    private static JsonObject json(Held held) {
        return new JsonObject()
                .put("id", held.document().toString())
                .put("transfer", held.transfer().toString())
                .put("number", held.number().shown())
                .put("size", held.length())
                .put("since", held.since().toString())
                .put("reason", held.reason())
                .put("decision", held.decision().orElse(null));
    }
}
