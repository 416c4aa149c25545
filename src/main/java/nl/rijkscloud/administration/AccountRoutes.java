package nl.rijkscloud.administration;

import static nl.rijkscloud.http.Routing.post;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.rijkscloud.access.StaffAccess;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.http.Routing;
import nl.rijkscloud.staff.Role;
import nl.rijkscloud.staff.StaffAdministration;
import nl.rijkscloud.staff.StaffAdministration.Added;
import nl.rijkscloud.staff.StaffAdministration.Entry;
import nl.rijkscloud.staff.StaffRegister.StaffMember;
import nl.rijkscloud.transfer.FormFields;
import nl.rijkscloud.typed.PhoneNumber;

/** The addresses by which a beheerder looks after accounts and departments. */
final class AccountRoutes {
    private static final String ACCOUNTS = "/api/staff/accounts";
    private static final String DEPARTMENTS = "departments";
    private static final int MOST_DEPARTMENTS = 200;

    private final StaffAccess access;
    private final CountedBeheerder writers;
    private final StaffAdministration accounts;
    private final List<String> domains;
    private final List<String> countries;

    /**
     * @param writers whoever changes something
     * @param domains of the organisation
     * @param countries whose mobile numbers get codes
     */
    AccountRoutes(
            StaffAccess access, CountedBeheerder writers, StaffAdministration accounts, List<String> domains,
            List<String> countries) {
        this.access = access;
        this.writers = writers;
        this.accounts = accounts;
        this.domains = domains;
        this.countries = countries;
    }

    void mount(Router router) {
        router.get(ACCOUNTS).handler(this::read);
        post(router, ACCOUNTS, this::add);
        post(router, "/api/staff/departments", act((by, ctx) -> addDepartment(by, Json.body(ctx))));
        post(router, ACCOUNTS + "/:id", act((by, ctx) ->
                accounts.change(by, Routing.pathId(ctx), entry(Json.body(ctx), new FormFields(), false))));
        post(router, ACCOUNTS + "/:id/address", act((by, ctx) ->
                accounts.setEmail(by, Routing.pathId(ctx), address(Json.body(ctx)))));
        post(router, ACCOUNTS + "/:id/disable", actOnAccount(accounts::disable));
        post(router, ACCOUNTS + "/:id/enable", actOnAccount(accounts::enable));
        post(router, ACCOUNTS + "/:id/sign-out", actOnAccount(accounts::signOut));
        post(router, ACCOUNTS + "/:id/unlock", actOnAccount(accounts::unlock));
        post(router, ACCOUNTS + "/:id/unlink", actOnAccount(accounts::unlink));
        post(router, ACCOUNTS + "/:id/password", this::givePassword);
    }

    private interface Act {
        Future<Void> run(Actor by, RoutingContext ctx);
    }

    private interface AccountAct {
        Future<Void> run(Actor by, UUID account);
    }

    private Handler<RoutingContext> act(Act act) {
        return ctx -> writers.of(ctx)
                .compose(member -> act.run(member.actor(), ctx))
                .compose(done -> ctx.response().setStatusCode(204).end())
                .onFailure(ctx::fail);
    }

    /** The body is empty, but requiring JSON keeps out forms of other sites. */
    private Handler<RoutingContext> actOnAccount(AccountAct act) {
        return act((by, ctx) -> {
            Json.body(ctx);
            return act.run(by, Routing.pathId(ctx));
        });
    }

    private void read(RoutingContext ctx) {
        access.of(ctx, Role.BEHEERDER)
                .compose(member -> accounts.list().compose(members -> accounts.departments()
                        .map(departments -> new JsonObject()
                                .put("items", new JsonArray(members.stream()
                                        .map(one -> json(one).put("own", one.staff().id().equals(member.staff().id())))
                                        .toList()))
                                .put(DEPARTMENTS, new JsonArray(departments.stream().map(one -> new JsonObject()
                                        .put("email", one.email()).put("name", one.name())).toList())))))
                .onSuccess(json -> Json.answer(ctx, 200, json))
                .onFailure(ctx::fail);
    }

    private void add(RoutingContext ctx) {
        writers.of(ctx)
                .compose(member -> {
                    var body = Json.body(ctx);
                    var fields = new FormFields();
                    var email = fields.emailWithin(domains, body, "email");
                    return accounts.add(member.actor(), email, entry(body, fields, true));
                })
                .onSuccess(added -> Json.answer(ctx, 201, json(added)))
                .onFailure(ctx::fail);
    }

    private void givePassword(RoutingContext ctx) {
        Json.body(ctx);
        writers.of(ctx)
                .compose(member -> accounts.givePassword(member.actor(), Routing.pathId(ctx)))
                .onSuccess(added -> Json.answer(ctx, 200, json(added)))
                .onFailure(ctx::fail);
    }

    private Future<Void> addDepartment(Actor by, JsonObject body) {
        var fields = new FormFields();
        var email = fields.emailWithin(domains, body, "departmentEmail");
        var name = fields.name(body, "departmentName");
        fields.refuseMistakes();
        return accounts.addDepartment(by, email, name);
    }

    private String address(JsonObject body) {
        var fields = new FormFields();
        var email = fields.emailWithin(domains, body, "email");
        fields.refuseMistakes();
        return email;
    }

    /** @param fields with mistakes that are refused as well */
    private Entry entry(JsonObject body, FormFields fields, boolean fresh) {
        var name = fields.name(body, "name");
        var given = !Json.text(body, "mobile", 40).isBlank();
        var mobile = given || (fresh && accounts.needsMobile())
                ? fields.mobile(countries, body, "mobile")
                : Optional.<PhoneNumber>empty();
        var roles = new HashSet<Role>();
        words(body, "roles").forEach(code -> Role.of(code).ifPresentOrElse(
                roles::add, () -> fields.error("roles", "invalid")));
        var departments = words(body, DEPARTMENTS);
        if (departments.size() > MOST_DEPARTMENTS) {
            fields.error(DEPARTMENTS, "too-long");
        }
        fields.refuseMistakes();
        return new Entry(name, mobile, roles, departments);
    }

    private static Set<String> words(JsonObject body, String field) {
        if (body.getValue(field) instanceof JsonArray items && items.stream().allMatch(String.class::isInstance)) {
            var words = new HashSet<String>();
            items.forEach(item -> words.add((String) item));
            return words;
        }
        throw Json.invalid(field, "invalid");
    }

    private static JsonObject json(Added added) {
        return new JsonObject().put("id", added.id().toString()).put("password", added.password().orElse(null));
    }

    private static JsonObject json(StaffMember member) {
        var person = member.staff();
        return new JsonObject()
                .put("id", person.id().toString())
                .put("name", person.name())
                .put("email", person.email())
                .put("numberEnding", person.mobile().map(PhoneNumber::ending).orElse(null))
                .put("roles", new JsonArray(person.roles().stream().sorted().map(Role::code).toList()))
                .put(DEPARTMENTS, new JsonArray(member.departments()))
                .put("enabled", member.enabled())
                .put("hasPassword", member.hasPassword());
    }
}
