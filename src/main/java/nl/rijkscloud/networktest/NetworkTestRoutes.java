package nl.rijkscloud.networktest;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import nl.rijkscloud.connection.ClientAddress;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.http.JsonBody;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.limit.Throttle;

/**
 * The addresses of the network test: they take and give bytes that mean nothing. Each request is counted before its
 * body is read; a body is at most {@link #MOST} bytes, and dropped as it comes.
 */
final class NetworkTestRoutes {
    static final String PATH = "/api/network-test";
    static final int MOST = 5_000_000;

    /** Headers that proxies add, and no browser. Their values name machines of the sender, so only presence is told. */
    private static final List<String> OF_PROXIES = List.of(
            "Via", "Proxy-Connection", "X-BlueCoat-Via", "X-IMForwards", "X-Zscaler-Proxy", "X-Authenticated-User");

    private final Throttle throttle;
    private final Limits limits;
    private final ClientAddress addresses;
    private final InstantSource clock;
    private final TestBytes bytes;

    NetworkTestRoutes(
            Throttle throttle, Limits limits, ClientAddress addresses, InstantSource clock, SecureRandom random) {
        this.throttle = throttle;
        this.limits = limits;
        this.addresses = addresses;
        this.clock = clock;
        this.bytes = new TestBytes(random);
    }

    public void mount(Router router) {
        router.post(PATH).handler(this::count).handler(JsonBody.dropped(MOST)).handler(this::tell);
        router.patch(PATH).handler(this::count).handler(JsonBody.dropped(MOST)).handler(this::tell);
        router.get(PATH + "/bytes").handler(this::refuseOtherSites).handler(this::count).handler(this::give);
    }

    /** Keeps another site from having its visitors fetch these bytes. */
    private void refuseOtherSites(RoutingContext ctx) {
        var site = ctx.request().getHeader("Sec-Fetch-Site");
        if (site == null || site.equals("same-origin")) {
            ctx.next();
        } else {
            ctx.fail(Failure.of(Failure.Kind.FORBIDDEN, "cross-origin", "Only our own pages may do this."));
        }
    }

    private void count(RoutingContext ctx) {
        ctx.request().pause();
        throttle.count(limits.networkTestsFromSource(addresses.of(ctx.request())))
                .onSuccess(allowed -> {
                    ctx.next();
                    if (!ctx.request().isEnded()) {
                        ctx.request().resume();
                    }
                })
                .onFailure(ctx::fail);
    }

    private void tell(RoutingContext ctx) {
        JsonBody.Dropped body = ctx.get(JsonBody.DROPPED);
        Json.answer(ctx, 200, new JsonObject()
                .put("received", body.bytes())
                .put("millis", body.millis())
                .put("at", clock.instant().toString())
                .put("proxy", OF_PROXIES.stream().anyMatch(ctx.request().headers()::contains))
                .put("forwarded", addresses.forwarding(ctx.request()).name().toLowerCase(Locale.ROOT)));
    }

    private void give(RoutingContext ctx) {
        ctx.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/octet-stream")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store, no-transform");
        bytes.write(ctx.response(), MOST);
    }
}
