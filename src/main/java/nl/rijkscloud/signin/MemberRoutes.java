package nl.rijkscloud.signin;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nl.rijkscloud.access.SessionCookie;
import nl.rijkscloud.access.StaffAccess;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.connection.ClientAddress;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.http.Routing;
import nl.rijkscloud.kernel.Source;
import nl.rijkscloud.link.Sessions;
import nl.rijkscloud.staff.Role;
import nl.rijkscloud.staff.Staff;
import nl.rijkscloud.staff.StaffService;

/** The addresses that tell pages who is signed in, and sign them out. */
final class MemberRoutes {
    private final StaffAccess access;
    private final StaffService staff;
    private final Sessions sessions;
    private final Optional<OidcSignIn> oidc;
    private final ClientAddress addresses;
    private final String signIn;

    MemberRoutes(
            StaffAccess access, StaffService staff, Sessions sessions, Optional<OidcSignIn> oidc,
            ClientAddress addresses, Config.SignIn signIn) {
        this.access = access;
        this.staff = staff;
        this.sessions = sessions;
        this.oidc = oidc;
        this.addresses = addresses;
        this.signIn = signIn.name().toLowerCase(Locale.ROOT);
    }

    public void mount(Router router) {
        Routing.post(router, "/api/staff/sign-out", this::signOut);
        router.get("/api/staff/me").handler(this::read);
    }

    private void read(RoutingContext ctx) {
        access.of(ctx)
                .compose(member -> json(member.staff()))
                .onSuccess(json -> Json.answer(ctx, 200, json))
                .onFailure(ctx::fail);
    }

    private Future<JsonObject> json(Staff person) {
        return staff.departments(person.id()).map(departments -> new JsonObject()
                .put("name", person.name())
                .put("email", person.email())
                .put("roles", new JsonArray(person.roles().stream().sorted().map(Role::code).toList()))
                .put("departments", new JsonArray(List.copyOf(departments)))
                .put("signIn", signIn));
    }

    /**
     * Ends the session and its grants, and answers the address for signing out at the identity provider too. It also
     * succeeds if nobody is signed in. With {@code everywhere} it signs out in all other browsers as well and forgets
     * them.
     */
    private void signOut(RoutingContext ctx) {
        var everywhere = Boolean.TRUE.equals(Json.body(ctx).getValue("everywhere"));
        var source = addresses.of(ctx.request());
        (everywhere ? signOutEverywhere(ctx, source) : Future.<Void>succeededFuture())
                .compose(done -> sessions.end(SessionCookie.read(ctx), source))
                .compose(ended -> oidc.map(OidcSignIn::signOutAddress).orElse(Future.succeededFuture(Optional.empty())))
                .onSuccess(next -> {
                    SessionCookie.clear(ctx);
                    Json.answer(ctx, 200, new JsonObject().put("next", next.orElse(null)));
                })
                .onFailure(ctx::fail);
    }

    private Future<Void> signOutEverywhere(RoutingContext ctx, Source source) {
        BrowserCookie.clear(ctx);
        return sessions.findStaff(SessionCookie.read(ctx))
                .compose(person -> person.map(id -> staff.signOutEverywhere(id, source))
                        .orElseGet(Future::succeededFuture));
    }
}
