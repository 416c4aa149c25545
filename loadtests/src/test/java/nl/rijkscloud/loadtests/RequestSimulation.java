package nl.rijkscloud.loadtests;

import static io.gatling.javaapi.core.CoreDsl.feed;

import io.gatling.javaapi.core.ChainBuilder;

/** Staff request a document from an outsider; the outsider uploads it; the requester signs in and downloads it. */
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
