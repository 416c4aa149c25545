package nl.rijkscloud.oversight;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.stream.Stream;
import nl.rijkscloud.access.StaffAccess;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.http.Routing;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.staff.Role;

/** The addresses by which staff see the lists of people whom they asked at once. */
final class BatchRoutes {
    private static final String ALL = "/api/staff/batches";

    private final BatchStore store = new BatchStore();
    private final StaffAccess access;
    private final Database database;

    BatchRoutes(StaffAccess access, Database database) {
        this.access = access;
        this.database = database;
    }

    public void mount(Router router) {
        router.get(ALL).handler(this::list);
        router.get(ALL + "/:id").handler(this::read);
    }

    private void list(RoutingContext ctx) {
        access.of(ctx, Role.MEDEWERKER)
                .compose(member -> store.newest(database.client(), viewers(member)))
                .onSuccess(found -> Json.answer(ctx, 200, new JsonObject().put("items",
                        new JsonArray(found.stream().map(BatchStore.Batch::toJson).toList()))))
                .onFailure(ctx::fail);
    }

    private void read(RoutingContext ctx) {
        access.of(ctx, Role.MEDEWERKER)
                .compose(member -> store.find(database.client(), Routing.pathId(ctx), viewers(member)))
                .map(found -> found.orElseThrow(Failure::notFound))
                .onSuccess(found -> Json.answer(ctx, 200, found.toJson()))
                .onFailure(ctx::fail);
    }

    /** Their own lists, and those whose answers go to one of their departments. */
    private static List<String> viewers(StaffAccess.Member member) {
        return Stream.concat(Stream.of(member.staff().id().toString(), member.staff().email()),
                member.departments().stream()).toList();
    }
}
