package nl.rijkscloud.loadtests;

import static io.gatling.javaapi.core.CoreDsl.feed;

import io.gatling.javaapi.core.ChainBuilder;

/** An outsider fills in the form, uploads a document, sends it, and reads in the report that it was delivered. */
public final class SubmissionSimulation extends JourneySimulation {
    public SubmissionSimulation() {
        super("submission", 4, journey());
    }

    static ChainBuilder journey() {
        return feed(Supplies.people())
                .feed(Supplies.documents())
                .exec(Outsider.fillIn())
                .exec(Outsider.answer())
                .exec(Reports.followTheTransfer());
    }
}
