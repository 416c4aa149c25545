package nl.rijkscloud.signin;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import nl.rijkscloud.access.SessionCookie;
import nl.rijkscloud.connection.ClientAddress;
import nl.rijkscloud.http.HostCookie;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.http.Routing;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.Source;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.limit.Throttle;
import nl.rijkscloud.link.Sessions;

/**
 * The addresses at which staff leave for the identity provider and come back. A cookie that opens nothing ties the
 * attempt to the browser that began it.
 */
final class ProviderRoutes {
    private static final int MAX_STATE = 64;
    private static final int MAX_CODE = 8192;

    private final Optional<OidcSignIn> oidc;
    private final Sessions sessions;
    private final Throttle throttle;
    private final Limits limits;
    private final ClientAddress addresses;
    private final Handler<RoutingContext> unavailable;

    /**
     * @param oidc empty where people sign in with a password
     * @param unavailable serves the page for a provider that cannot be reached
     */
    ProviderRoutes(
            Optional<OidcSignIn> oidc, Sessions sessions, Throttle throttle, Limits limits, ClientAddress addresses,
            Handler<RoutingContext> unavailable) {
        this.oidc = oidc;
        this.sessions = sessions;
        this.throttle = throttle;
        this.limits = limits;
        this.addresses = addresses;
        this.unavailable = unavailable;
    }

    /** Mount this before the pages, because with a provider the portal has no sign-in page of its own. */
    public void mount(Router router) {
        Routing.post(router, "/api/staff/return", this::arrive);
        oidc.ifPresent(provider -> Routing.read(router, "/inspectie/aanmelden", ctx -> depart(ctx, provider)));
    }

    /**
     * Sends the browser to the provider. {@code ?naar=} is the page to come back to; {@code ?opnieuw=ja} asks for the
     * password even if the provider knows the person already.
     */
    private void depart(RoutingContext ctx, OidcSignIn provider) {
        var query = ctx.request().params();
        provider.depart(query.get("naar"), "ja".equals(query.get("opnieuw")))
                .onSuccess(departure -> {
                    HostCookie.SIGN_IN.write(ctx, departure.attempt().cookie(), SignInAttempt.LIFE);
                    ctx.response()
                            .setStatusCode(303)
                            .putHeader(HttpHeaders.LOCATION, departure.address())
                            .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                            .end();
                })
                .onFailure(down -> unavailable.handle(ctx));
    }

    /**
     * Signs the person in. The page {@code /inspectie/terug} posts the provider's parameters: a request of our own page
     * carries the session's strict cookie, so a session keeps the links that it has opened under its new cookie.
     */
    private void arrive(RoutingContext ctx) {
        var body = Json.body(ctx);
        var state = Json.text(body, "state", MAX_STATE);
        var code = Json.text(body, "code", MAX_CODE);
        var provider = oidc.orElseThrow(Failure::notFound);
        var attempt = HostCookie.SIGN_IN.read(ctx).flatMap(SignInAttempt::parse);
        var source = addresses.of(ctx.request());
        throttle.count(limits.signInsFromSource(source))
                .compose(allowed -> provider.arrive(attempt, state, code, source))
                .compose(arrival -> signIn(ctx, arrival, source))
                .onSuccess(done -> {
                    HostCookie.SIGN_IN.clear(ctx);
                    Json.answer(ctx, 200, new JsonObject().put("next", attempt.orElseThrow().to()));
                })
                .onFailure(ctx::fail);
    }

    private Future<Void> signIn(RoutingContext ctx, OidcSignIn.Arrival arrival, Source source) {
        return sessions.ensure(SessionCookie.read(ctx))
                .compose(session -> sessions.signIn(session, arrival.person().id(), source, arrival.signIn()))
                .onSuccess(next -> SessionCookie.write(ctx, next))
                .mapEmpty();
    }
}
