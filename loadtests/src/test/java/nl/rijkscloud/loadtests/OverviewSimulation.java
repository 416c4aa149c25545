package nl.rijkscloud.loadtests;

import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.util.List;

/** Staff sign in and read the overview. The first part of the run fills it. */
public final class OverviewSimulation extends JourneySimulation {
    public OverviewSimulation() {
        super("overview", 3, journey(), something());
    }

    static ChainBuilder journey() {
        return SignIn.in()
                .exec(Step.get("who am I", "/api/staff/me")
                        .check(jsonPath("$.email").isEL("#{staff}"))
                        .check(jsonPath("$.departments[*]").findAll().withDefault(List.of()).saveAs("departments")))
                .doIf(session -> !session.getList("departments").isEmpty())
                .then(list("overview: departments", "view=departments"))
                .exec(
                        list("overview: mine", "view=mine"),
                        list("overview: what is out", "view=mine&kind=requested&outstanding=true"),
                        list("overview: one page",
                                "view=mine&limit=10").check(jsonPath("$.items[0].id").saveAs("seen")),
                        list("overview: one party", "view=mine&party=@example.org"),
                        Step.get("read a dossier", "/api/staff/transfers/#{seen}")
                                .check(jsonPath("$.id").isEL("#{seen}")),
                        SignIn.out());
    }

    /** A new submission and an answered request, and then a look at the overview, to warm it up too. */
    private static ChainBuilder something() {
        return feed(Supplies.people()).exec(Outsider.fillIn()).exec(RequestSimulation.journey()).exec(journey());
    }

    private static HttpRequestActionBuilder list(String name, String query) {
        return Step.get(name, "/api/staff/transfers?" + query).check(jsonPath("$.items").exists());
    }
}
