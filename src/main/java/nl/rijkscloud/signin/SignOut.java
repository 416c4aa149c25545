package nl.rijkscloud.signin;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import nl.rijkscloud.access.SessionCookie;
import nl.rijkscloud.connection.ClientAddress;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.kernel.Source;
import nl.rijkscloud.link.Sessions;
import nl.rijkscloud.staff.StaffService;

/**
 * {@code POST /api/staff/sign-out}: ends the session with all it may do, and says where to go to sign out at the identity provider too.
 * Somebody who is not signed in is signed out as well. With {@code everywhere} also in all other browsers, none of which is known any more.
 */
public final class SignOut implements Handler<RoutingContext> {
    private final Sessions sessions;
    private final StaffService staff;
    private final Optional<OidcSignIn> oidc;
    private final ClientAddress addresses;

    public SignOut(Sessions sessions, StaffService staff, Optional<OidcSignIn> oidc, ClientAddress addresses) {
        this.sessions = sessions;
        this.staff = staff;
        this.oidc = oidc;
        this.addresses = addresses;
    }

    private Future<Void> everywhere(RoutingContext ctx, Source source) {
        BrowserCookie.clear(ctx);
        return sessions.staff(SessionCookie.read(ctx))
                .compose(person -> person.map(id -> staff.signOutEverywhere(id, source)).orElseGet(Future::succeededFuture));
    }

    @Override
    public void handle(RoutingContext ctx) {
        var everywhere = Boolean.TRUE.equals(Json.body(ctx).getValue("everywhere"));
        var source = addresses.of(ctx.request());
        (everywhere ? everywhere(ctx, source) : Future.<Void>succeededFuture())
                .compose(done -> sessions.end(SessionCookie.read(ctx), source))
                .compose(ended -> oidc.map(OidcSignIn::signOutAddress).orElse(Future.succeededFuture(Optional.empty())))
                .onSuccess(next -> {
                    SessionCookie.clear(ctx);
                    Json.answer(ctx, 200, new JsonObject().put("next", next.orElse(null)));
                })
                .onFailure(ctx::fail);
    }
}
