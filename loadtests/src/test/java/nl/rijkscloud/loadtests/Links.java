package nl.rijkscloud.loadtests;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.http.HttpDsl.flushCookieJar;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;

/** Mailed links. */
final class Links {
    /** Session keys: the two parts of the last mailed link. */
    static final String KEY = "mailed";

    private Links() {}

    /**
     * Opens the last mailed link; {@code transfer} is then its transfer.
     *
     * @param needs null for nothing
     */
    static HttpRequestActionBuilder open(String name, String needs) {
        return Step.post(name, "/api/sessions", """
                {"link": "#{mailed(0)}", "secret": "#{mailed(1)}"}""")
                .check(status().is(200))
                .check(needs == null ? jsonPath("$.needs").isNull() : jsonPath("$.needs").is(needs))
                .check(jsonPath("$.transfer").saveAs("transfer"));
    }

    /** Makes another person, in a browser of their own, do the following steps. */
    static ChainBuilder otherBrowser() {
        return exec(flushCookieJar());
    }
}
