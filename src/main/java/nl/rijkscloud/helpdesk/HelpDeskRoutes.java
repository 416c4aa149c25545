package nl.rijkscloud.helpdesk;

import static nl.rijkscloud.http.Routing.post;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.access.StaffAccess;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.staff.Role;
import nl.rijkscloud.transfer.ExactQuestion;

/**
 * {@code POST /api/staff/helpdesk}: the caller's words are in the body and never in the URL, because URLs are kept in
 * histories and in logs of proxies.
 */
final class HelpDeskRoutes {
    private final StaffAccess access;
    private final HelpDesk desk;
    private final Diagnosis diagnosis;

    HelpDeskRoutes(StaffAccess access, HelpDesk desk, Diagnosis diagnosis) {
        this.access = access;
        this.desk = desk;
        this.diagnosis = diagnosis;
    }

    void mount(Router router) {
        post(router, "/api/staff/helpdesk", this::look);
    }

    private void look(RoutingContext ctx) {
        access.of(ctx, Role.HELPDESK)
                .compose(member -> {
                    var question = ExactQuestion.read(Json.body(ctx), "asked");
                    return desk.look(member.actor(), question).map(found -> found.toJson(question, diagnosis));
                })
                .onSuccess(json -> Json.answer(ctx, 200, json))
                .onFailure(ctx::fail);
    }
}
