package nl.rijkscloud.triage;

import static nl.rijkscloud.http.Routing.post;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import nl.rijkscloud.access.StaffAccess;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.http.Routing;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.limit.Throttle;
import nl.rijkscloud.staff.Role;

/** The addresses by which staff mark transfers for themselves, and take them up for their department. */
final class TriageRoutes {
    private static final String ONE = "/api/staff/transfers/:id";

    private final StaffAccess access;
    private final ReadMarks marks;
    private final Claims claims;
    private final Throttle throttle;
    private final Limits limits;

    TriageRoutes(StaffAccess access, ReadMarks marks, Claims claims, Throttle throttle, Limits limits) {
        this.access = access;
        this.marks = marks;
        this.claims = claims;
        this.throttle = throttle;
        this.limits = limits;
    }

    public void mount(Router router) {
        post(router, ONE + "/read", act((member, id, body) -> marks.mark(
                member.staff().id(), id, viewers(member), false)));
        post(router, ONE + "/unread", act((member, id, body) -> marks.mark(
                member.staff().id(), id, viewers(member), true)));
        post(router, ONE + "/claim", act((member, id, body) -> claims.claim(member, id)));
        post(router, ONE + "/release", act((member, id, body) -> claims.release(
                member, id, Json.id(body, "staff").orElseThrow(() -> Json.invalid("staff", "required")))));
    }

    /** Does something with the transfer that the path names; the failure becomes the response. */
    private interface Act {
        Future<Void> apply(StaffAccess.Member member, UUID transfer, JsonObject body);
    }

    private Handler<RoutingContext> act(Act act) {
        return ctx -> {
            var body = Json.body(ctx); // requiring JSON, also where it is empty, keeps out forms of other sites
            access.of(ctx, Role.MEDEWERKER)
                    .compose(member -> throttle.count(limits.triageByStaff(member.staff().id()))
                            .compose(counted -> act.apply(member, Routing.pathId(ctx), body)))
                    .compose(done -> ctx.response().setStatusCode(204).end())
                    .onFailure(ctx::fail);
        };
    }

    /** Their own transfers, those addressed to them, and those of their departments. */
    private static List<String> viewers(StaffAccess.Member member) {
        return Stream.concat(Stream.of(member.staff().id().toString(), member.staff().email()),
                member.departments().stream()).toList();
    }
}
