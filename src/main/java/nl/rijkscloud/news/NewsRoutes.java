package nl.rijkscloud.news;

import static nl.rijkscloud.http.Routing.put;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.access.StaffAccess;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.limit.Throttle;
import nl.rijkscloud.staff.Role;

/** The address by which members of staff choose how they hear news: at once, or once a day. */
final class NewsRoutes {
    private static final String CHOICE = "/api/staff/preferences/news";

    private final NewsStore store = new NewsStore();
    private final StaffAccess access;
    private final Database database;
    private final Throttle throttle;
    private final Limits limits;

    NewsRoutes(StaffAccess access, Database database, Throttle throttle, Limits limits) {
        this.access = access;
        this.database = database;
        this.throttle = throttle;
        this.limits = limits;
    }

    void mount(Router router) {
        router.get(CHOICE).handler(this::read);
        put(router, CHOICE, this::choose);
    }

    private void read(RoutingContext ctx) {
        access.of(ctx, Role.MEDEWERKER)
                .compose(member -> store.isAtOnce(database.client(), member.staff().id()))
                .onSuccess(atOnce -> Json.answer(ctx, 200, new JsonObject().put("atOnce", atOnce)))
                .onFailure(ctx::fail);
    }

    private void choose(RoutingContext ctx) {
        var body = Json.body(ctx);
        access.of(ctx, Role.MEDEWERKER)
                .compose(member -> {
                    if (!(body.getValue("atOnce") instanceof Boolean atOnce)) {
                        throw Json.invalid("atOnce", "required");
                    }
                    return throttle.count(limits.triageByStaff(member.staff().id()))
                            .compose(counted -> store.choose(database.client(), member.staff().id(), atOnce));
                })
                .compose(done -> ctx.response().setStatusCode(204).end())
                .onFailure(ctx::fail);
    }
}
