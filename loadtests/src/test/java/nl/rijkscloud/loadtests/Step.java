package nl.rijkscloud.loadtests;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.responseTimeInMillis;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.http.HttpProtocolBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;

/** Requests to the portal, as its pages send them; each is timed under its name. */
final class Step {
    static final Times TIMES = new Times();

    private Step() {}

    /**
     * A browser for each visitor. Gatling handles the cookies: like browsers it treats localhost as secure, and sends
     * the portal's cookie there without TLS.
     */
    static HttpProtocolBuilder browser() {
        return http.baseUrl(Settings.BASE_URL)
                .originHeader(Settings.BASE_URL)
                .userAgentHeader("rijkscloud-loadtests")
                .disableCaching();
    }

    static HttpRequestActionBuilder get(String name, String path) {
        return timed(name, http(name).get(path)).check(status().is(200));
    }

    /** @param json with Gatling's expressions, {@code #{name}} */
    static HttpRequestActionBuilder post(String name, String path, String json) {
        return timed(name, http(name).post(path).header("Content-Type", "application/json").body(StringBody(json)));
    }

    static HttpRequestActionBuilder timed(String name, HttpRequestActionBuilder request) {
        return request.check(responseTimeInMillis().transformWithSession((milliseconds, session) -> {
            TIMES.add(session.get(Phase.KEY), name, milliseconds);
            return milliseconds;
        }));
    }
}
