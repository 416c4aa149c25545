package nl.rijkscloud.loadtests;

import static io.gatling.javaapi.core.CoreDsl.feed;

import io.gatling.javaapi.core.ChainBuilder;

/** Staff ask an outsider for a document; the outsider uploads it; who asked signs in and downloads it. */
public final class RequestSimulation extends JourneySimulation {
    public RequestSimulation() {
        super("request", 1.5, journey());
    }

    static ChainBuilder journey() {
        return feed(Supplies.people())
                .feed(Supplies.documents())
                .exec(SignIn.in())
                .exec(Requests.ask(), SignIn.out())
                .exec(Links.otherBrowser())
                .exec(Requests.mailed())
                .exec(Outsider.answer())
                .exec(Links.otherBrowser())
                .exec(SignIn.again())
                .exec(Receiving.byStaff())
                .exec(SignIn.out());
    }
}
