package nl.rijkscloud.triage;

import static nl.rijkscloud.http.Routing.post;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.stream.Stream;
import nl.rijkscloud.access.StaffAccess;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.http.Routing;
import nl.rijkscloud.staff.Role;

/** The addresses by which staff mark transfers for themselves. */
final class TriageRoutes {
    private static final String ONE = "/api/staff/transfers/:id";

    private final StaffAccess access;
    private final ReadMarks marks;

    TriageRoutes(StaffAccess access, ReadMarks marks) {
        this.access = access;
        this.marks = marks;
    }

    public void mount(Router router) {
        post(router, ONE + "/read", ctx -> mark(ctx, false));
        post(router, ONE + "/unread", ctx -> mark(ctx, true));
    }

    private void mark(RoutingContext ctx, boolean unread) {
        Json.body(ctx); // it is empty, but requiring JSON keeps out forms of other sites
        access.of(ctx, Role.MEDEWERKER)
                .compose(member -> marks.mark(member.staff().id(), Routing.pathId(ctx), viewers(member), unread))
                .compose(done -> ctx.response().setStatusCode(204).end())
                .onFailure(ctx::fail);
    }

    /** Their own transfers, those addressed to them, and those of their departments. */
    private static List<String> viewers(StaffAccess.Member member) {
        return Stream.concat(Stream.of(member.staff().id().toString(), member.staff().email()),
                member.departments().stream()).toList();
    }
}
