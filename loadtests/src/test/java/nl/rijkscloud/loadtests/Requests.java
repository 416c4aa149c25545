package nl.rijkscloud.loadtests;

import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.http.HttpRequestActionBuilder;

/** Staff request documents from an outsider. */
final class Requests {
    private Requests() {}

    /** Done by the signed-in member of staff; {@code asked} is then the transfer. */
    static HttpRequestActionBuilder ask() {
        return Step.post("ask for documents", "/api/staff/requests", """
                {"to": {"name": "#{name}", "email": "#{email}"}, "explanation": "Wilt u ons het jaarverslag \
                sturen?"}""")
                .check(status().is(201))
                .check(jsonPath("$.id").saveAs("asked"));
    }

    /** The outsider waits for the mail. */
    static HttpRequestActionBuilder mailed() {
        return Catcher.link("wait for the request", "#{email}", "/verstuur/", "verstuur");
    }
}
