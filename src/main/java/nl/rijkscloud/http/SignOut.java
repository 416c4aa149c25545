package nl.rijkscloud.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import nl.rijkscloud.link.Sessions;
import nl.rijkscloud.oidc.OidcSignIn;

/**
 * {@code POST /api/staff/sign-out}: ends the session with all it may do, and says where to go to sign out at the identity provider too.
 * Somebody who is not signed in is signed out as well.
 */
final class SignOut implements Handler<RoutingContext> {
    private final Sessions sessions;
    private final Optional<OidcSignIn> oidc;
    private final ClientAddress addresses;

    SignOut(Sessions sessions, Optional<OidcSignIn> oidc, ClientAddress addresses) {
        this.sessions = sessions;
        this.oidc = oidc;
        this.addresses = addresses;
    }

    @Override
    public void handle(RoutingContext ctx) {
        Json.body(ctx);
        sessions.end(SessionCookie.read(ctx), addresses.of(ctx.request()))
                .compose(ended -> oidc.map(OidcSignIn::signOutAddress).orElse(Future.succeededFuture(Optional.empty())))
                .onSuccess(next -> {
                    SessionCookie.clear(ctx);
                    Json.answer(ctx, 200, new JsonObject().put("next", next.orElse(null)));
                })
                .onFailure(ctx::fail);
    }
}
