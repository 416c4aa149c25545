package nl.rijkscloud.signin;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.rijkscloud.connection.ClientAddress;
import nl.rijkscloud.http.JsonBody;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.limit.Throttle;

/**
 * The address at which the identity provider tells that somebody has signed out there. It has no cookie: the signature
 * of the token alone lets it in. The norm wants a form, which no other address takes.
 */
final class BackChannelLogoutRoutes {
    private static final long MAX_BYTES = 8 << 10;
    private static final int MAX_FIELDS = 8;
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Optional<BackChannelLogout> logout;
    private final Throttle throttle;
    private final Limits limits;
    private final ClientAddress addresses;

    /** @param logout empty where people sign in with a password */
    BackChannelLogoutRoutes(
            Optional<BackChannelLogout> logout, Throttle throttle, Limits limits, ClientAddress addresses) {
        this.logout = logout;
        this.throttle = throttle;
        this.limits = limits;
        this.addresses = addresses;
    }

    public void mount(Router router) {
        router.post("/api/staff/back-channel-logout").handler(new JsonBody(MAX_BYTES)).handler(this::take);
    }

    private void take(RoutingContext ctx) {
        var provider = logout.orElseThrow(Failure::notFound);
        var source = addresses.of(ctx.request());
        throttle.count(limits.providerLogoutsFromSource(source))
                .compose(allowed -> provider.end(token(ctx), source))
                .onSuccess(ended -> ctx.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store").end())
                .onFailure(ctx::fail);
    }

    /** Reads the one token of the form. */
    private static String token(RoutingContext ctx) {
        var type = ctx.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase(FORM)) {
            throw BackChannelLogout.unusable("the body is no form");
        }
        var body = ctx.body().buffer();
        var tokens = fields(body == null ? "" : body.toString(StandardCharsets.UTF_8))
                .getOrDefault("logout_token", List.of());
        if (tokens.size() != 1) {
            throw BackChannelLogout.unusable("the form has not one token");
        }
        return tokens.getFirst();
    }

    private static Map<String, List<String>> fields(String form) {
        try {
            return new QueryStringDecoder(form, StandardCharsets.UTF_8, false, MAX_FIELDS).parameters();
        } catch (IllegalArgumentException broken) {
            throw BackChannelLogout.unusable("the form cannot be read");
        }
    }
}
