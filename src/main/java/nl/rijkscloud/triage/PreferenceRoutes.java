package nl.rijkscloud.triage;

import static nl.rijkscloud.http.Routing.post;
import static nl.rijkscloud.http.Routing.put;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.LocalDate;
import nl.rijkscloud.access.StaffAccess;
import nl.rijkscloud.access.StaffAccess.Member;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.limit.Throttle;
import nl.rijkscloud.staff.Role;

/** The addresses by which a member of staff arranges their own work: so far, their deputy. */
final class PreferenceRoutes {
    private static final String PREFERENCES = "/api/staff/preferences";
    private static final int MAX_EMAIL_LENGTH = 320;
    private static final int DAY_LENGTH = 10;

    private final StaffAccess access;
    private final Deputies deputies;
    private final Throttle throttle;
    private final Limits limits;

    PreferenceRoutes(StaffAccess access, Deputies deputies, Throttle throttle, Limits limits) {
        this.access = access;
        this.deputies = deputies;
        this.throttle = throttle;
        this.limits = limits;
    }

    public void mount(Router router) {
        router.get(PREFERENCES).handler(this::read);
        put(router, PREFERENCES + "/deputy", this::name);
        post(router, PREFERENCES + "/deputy/end", this::end);
    }

    private void read(RoutingContext ctx) {
        access.of(ctx, Role.MEDEWERKER)
                .compose(member -> deputies.read(member.staff().id()))
                .onSuccess(found -> Json.answer(ctx, 200, found))
                .onFailure(ctx::fail);
    }

    private void name(RoutingContext ctx) {
        var body = Json.body(ctx);
        changer(ctx)
                .compose(member -> deputies.name(member, Json.text(body, "email", MAX_EMAIL_LENGTH).strip(),
                        day(body, "from"), day(body, "until")))
                .compose(done -> ctx.response().setStatusCode(204).end())
                .onFailure(ctx::fail);
    }

    private void end(RoutingContext ctx) {
        Json.body(ctx); // it is empty, but requiring JSON keeps out forms of other sites
        changer(ctx)
                .compose(deputies::end)
                .compose(done -> ctx.response().setStatusCode(204).end())
                .onFailure(ctx::fail);
    }

    private Future<Member> changer(RoutingContext ctx) {
        return access.of(ctx, Role.MEDEWERKER)
                .compose(member -> throttle.count(limits.triageByStaff(member.staff().id())).map(member));
    }

    private static LocalDate day(JsonObject body, String field) {
        try {
            return LocalDate.parse(Json.text(body, field, DAY_LENGTH));
        } catch (DateTimeException invalid) {
            throw Json.invalid(field, "invalid");
        }
    }
}
