package nl.rijkscloud.loadtests;

import static io.gatling.javaapi.core.CoreDsl.repeat;

import io.gatling.javaapi.core.ChainBuilder;

/**
 * Senders come back to their report, and look at it five times. The first part of the run makes what there is to read.
 */
public final class ReportSimulation extends JourneySimulation {
    public ReportSimulation() {
        super("report", 20, journey(), SubmissionSimulation.journey().exec(journey()));
    }

    static ChainBuilder journey() {
        return repeat(5).on(Reports.comeBack());
    }
}
