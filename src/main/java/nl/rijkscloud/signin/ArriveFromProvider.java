package nl.rijkscloud.signin;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import nl.rijkscloud.access.SessionCookie;
import nl.rijkscloud.connection.ClientAddress;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.Source;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.limit.Throttle;
import nl.rijkscloud.link.Sessions;
import nl.rijkscloud.staff.Staff;

/**
 * {@code POST /api/staff/return}: the page {@code /inspectie/terug} brings what the identity provider sent along. It is our own page that
 * asks, so the session's strict cookie comes along, and a session that had opened links goes on with them under its new cookie.
 */
public final class ArriveFromProvider implements Handler<RoutingContext> {
    private static final int MAX_STATE = 64;
    private static final int MAX_CODE = 8192;

    private final Optional<OidcSignIn> oidc;
    private final Sessions sessions;
    private final Throttle throttle;
    private final Limits limits;
    private final ClientAddress addresses;

    public ArriveFromProvider(
            Optional<OidcSignIn> oidc, Sessions sessions, Throttle throttle, Limits limits, ClientAddress addresses) {
        this.oidc = oidc;
        this.sessions = sessions;
        this.throttle = throttle;
        this.limits = limits;
        this.addresses = addresses;
    }

    @Override
    public void handle(RoutingContext ctx) {
        var body = Json.body(ctx);
        var state = Json.text(body, "state", MAX_STATE);
        var code = Json.text(body, "code", MAX_CODE);
        var signIn = oidc.orElseThrow(Failure::notFound);
        var attempt = SignInAttemptCookie.read(ctx);
        var source = addresses.of(ctx.request());
        throttle.count(limits.signInsFromSource(source))
                .compose(allowed -> signIn.arrive(attempt, state, code, source))
                .compose(person -> signedIn(ctx, person, source))
                .onSuccess(done -> {
                    SignInAttemptCookie.clear(ctx);
                    Json.answer(ctx, 200, new JsonObject().put("next", attempt.orElseThrow().to()));
                })
                .onFailure(ctx::fail);
    }

    private Future<Void> signedIn(RoutingContext ctx, Staff person, Source source) {
        return sessions.ensure(SessionCookie.read(ctx))
                .compose(session -> sessions.signIn(session, person.id(), source))
                .onSuccess(next -> SessionCookie.write(ctx, next))
                .mapEmpty();
    }
}
