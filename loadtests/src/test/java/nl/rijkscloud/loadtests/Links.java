package nl.rijkscloud.loadtests;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.http.HttpDsl.flushCookieJar;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;

/** Mailed links. */
final class Links {
    /** In a session: the two parts of the link that was mailed last. */
    static final String KEY = "mailed";

    private Links() {}

    /** Presents the link that was mailed last; {@code transfer} is then its transfer. @param needs null for nothing */
    static HttpRequestActionBuilder open(String name, String needs) {
        return Step.post(name, "/api/sessions", """
                {"link": "#{mailed(0)}", "secret": "#{mailed(1)}"}""")
                .check(status().is(200))
                .check(needs == null ? jsonPath("$.needs").isNull() : jsonPath("$.needs").is(needs))
                .check(jsonPath("$.transfer").saveAs("transfer"));
    }

    /** What follows is done by somebody else, in a browser of their own. */
    static ChainBuilder otherBrowser() {
        return exec(flushCookieJar());
    }
}
