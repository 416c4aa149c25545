package nl.rijkscloud.template;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import nl.rijkscloud.access.StaffAccess;
import nl.rijkscloud.access.StaffAccess.Member;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.http.Routing;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.limit.Throttle;
import nl.rijkscloud.staff.Role;

/** The addresses by which members of a department use, save and remove its templates. */
final class TemplateRoutes {
    private static final String ALL = "/api/staff/templates";
    /** Bytes: an explanation and 50 items, or a message. */
    private static final long MAX_BODY = 128 << 10;
    private static final int MOST = 100;

    private final TemplateStore store = new TemplateStore();
    private final StaffAccess access;
    private final Database database;
    private final Audit audit;
    private final Throttle throttle;
    private final Limits limits;
    private final InstantSource clock;

    TemplateRoutes(
            StaffAccess access, Database database, Audit audit, Throttle throttle, Limits limits, InstantSource clock) {
        this.access = access;
        this.database = database;
        this.audit = audit;
        this.throttle = throttle;
        this.limits = limits;
        this.clock = clock;
    }

    void mount(Router router) {
        router.get(ALL).handler(this::list);
        Routing.post(router, ALL, MAX_BODY, this::save);
        Routing.post(router, ALL + "/:id/removal", this::remove);
    }

    private void list(RoutingContext ctx) {
        access.of(ctx, Role.MEDEWERKER)
                .compose(member -> store.find(database.client(), member.departments())
                        .map(found -> new JsonObject()
                                .put("departments", new JsonArray(List.copyOf(member.departments())))
                                .put("items", new JsonArray(found.stream().map(Template::toJson).toList()))))
                .onSuccess(json -> Json.answer(ctx, 200, json))
                .onFailure(ctx::fail);
    }

    /** Saves a template, in place of the one of that name. A department that is not theirs does not exist for them. */
    private void save(RoutingContext ctx) {
        access.of(ctx, Role.MEDEWERKER)
                .compose(member -> {
                    var template = Template.read(Json.body(ctx), clock.instant());
                    return member.departments().contains(template.department())
                            ? save(member, template)
                            : Future.failedFuture(Failure.notFound());
                })
                .compose(done -> ctx.response().setStatusCode(204).end())
                .onFailure(ctx::fail);
    }

    private Future<Void> save(Member member, Template template) {
        return count(member).compose(counted -> database.inTransaction(tx -> store.lock(tx, template.department())
                .compose(locked -> store.save(tx, template, member.staff().id(), MOST))
                .compose(saved -> saved
                        ? audit.record(tx, AuditEntry.done(
                                member.actor(), Action.TEMPLATE_SAVED, Subject.department(template.department())))
                        : Future.failedFuture(Json.invalid("name", "too-many")))));
    }

    private void remove(RoutingContext ctx) {
        access.of(ctx, Role.MEDEWERKER)
                .compose(member -> {
                    Json.body(ctx); // it is empty, but requiring JSON keeps out forms of other sites
                    return remove(member, Routing.pathId(ctx));
                })
                .compose(done -> ctx.response().setStatusCode(204).end())
                .onFailure(ctx::fail);
    }

    private Future<Void> remove(Member member, UUID id) {
        return count(member).compose(counted -> database.inTransaction(tx -> store
                .remove(tx, id, member.departments())
                .map(department -> department.orElseThrow(Failure::notFound))
                .compose(department -> audit.record(tx, AuditEntry.done(
                        member.actor(), Action.TEMPLATE_REMOVED, Subject.department(department))))));
    }

    private Future<Void> count(Member member) {
        return throttle.count(limits.changesByStaff(member.staff().id()));
    }
}
