package nl.rijkscloud.loadtests;

import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;

/** Staff ask an outsider for a document; the outsider uploads it; who asked signs in and downloads it. */
public final class RequestSimulation extends JourneySimulation {
    public RequestSimulation() {
        super("request", 1.5, journey());
    }

    static ChainBuilder journey() {
        return feed(Supplies.people())
                .feed(Supplies.documents())
                .exec(SignIn.in())
                .exec(ask(), SignIn.out())
                .exec(Links.otherBrowser())
                .exec(Catcher.link("wait for the request", "#{email}", "/verstuur/", "verstuur"))
                .exec(Outsider.answer())
                .exec(Links.otherBrowser())
                .exec(SignIn.again())
                .exec(Receiving.byStaff())
                .exec(SignIn.out());
    }

    private static HttpRequestActionBuilder ask() {
        return Step.post("ask for documents", "/api/staff/requests", """
                {"to": {"name": "#{name}", "email": "#{email}"}, "explanation": "Wilt u ons het jaarverslag sturen?"}""")
                .check(status().is(201))
                .check(jsonPath("$.id").exists());
    }
}
