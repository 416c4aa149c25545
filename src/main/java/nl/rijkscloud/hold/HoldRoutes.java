package nl.rijkscloud.hold;

import static nl.rijkscloud.http.Routing.post;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import nl.rijkscloud.access.StaffAccess;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.http.Query;
import nl.rijkscloud.http.Routing;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.limit.Throttle;
import nl.rijkscloud.staff.Role;
import nl.rijkscloud.transfer.TransferNumber;
import nl.rijkscloud.typed.TypedText;

/** The addresses by which the privacy officer sees, sets and lifts holds. */
final class HoldRoutes {
    private static final String ALL = "/api/staff/holds";
    private static final int MAX_REASON = 500;
    private static final int MAX_NUMBER = 32;
    private static final int MAX_TIME = 40;
    /** A later year is a slip; a hold can be set again before it ends. */
    private static final Duration LONGEST = Duration.ofDays(3653);

    private final StaffAccess access;
    private final Holds holds;
    private final Throttle throttle;
    private final Limits limits;
    private final InstantSource clock;

    HoldRoutes(StaffAccess access, Holds holds, Throttle throttle, Limits limits, InstantSource clock) {
        this.access = access;
        this.holds = holds;
        this.throttle = throttle;
        this.limits = limits;
        this.clock = clock;
    }

    public void mount(Router router) {
        router.get(ALL).handler(this::list);
        post(router, ALL, this::set);
        post(router, ALL + "/:id/lift", this::lift);
    }

    private void list(RoutingContext ctx) {
        access.of(ctx, Role.FUNCTIONARIS)
                .compose(member -> holds.list())
                .onSuccess(found -> Json.answer(ctx, 200, new JsonObject().put("items", new JsonArray(
                        found.stream().map(hold -> hold.toJson(clock.instant())).toList()))))
                .onFailure(ctx::fail);
    }

    private void set(RoutingContext ctx) {
        var body = Json.body(ctx);
        officer(ctx)
                .compose(by -> {
                    var reason = TypedText.line(Json.text(body, "reason", MAX_REASON));
                    if (reason.isEmpty()) {
                        throw Json.invalid("reason", "required");
                    }
                    var number = TransferNumber.typed(Json.text(body, "number", MAX_NUMBER))
                            .orElseThrow(() -> Json.invalid("number", "invalid"));
                    return holds.set(by, number, reason, until(body));
                })
                .onSuccess(held -> Json.answer(ctx, 201, new JsonObject()
                        .put("id", held.id().toString())
                        .put("linksUntil", held.linksUntil().toString())))
                .onFailure(ctx::fail);
    }

    private void lift(RoutingContext ctx) {
        Json.body(ctx); // it is empty, but requiring JSON keeps out forms of other sites
        officer(ctx)
                .compose(by -> holds.lift(by, Routing.pathId(ctx)))
                .onSuccess(done -> ctx.response().setStatusCode(204).end())
                .onFailure(ctx::fail);
    }

    private Future<Actor> officer(RoutingContext ctx) {
        return access.of(ctx, Role.FUNCTIONARIS)
                .compose(member -> throttle.count(limits.changesByStaff(member.staff().id())).map(member.actor()));
    }

    private Instant until(JsonObject body) {
        try {
            var until = Query.parseMoment(Json.text(body, "until", MAX_TIME));
            var now = clock.instant();
            if (!until.isAfter(now)) {
                throw Json.invalid("until", "past");
            }
            if (until.isBefore(now.plus(LONGEST))) {
                return until;
            }
            throw Json.invalid("until", "invalid");
        } catch (DateTimeException invalid) {
            throw Json.invalid("until", "invalid");
        }
    }
}
