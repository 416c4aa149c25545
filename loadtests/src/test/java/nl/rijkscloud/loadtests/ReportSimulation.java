package nl.rijkscloud.loadtests;

import static io.gatling.javaapi.core.CoreDsl.repeat;

import io.gatling.javaapi.core.ChainBuilder;

/** Senders return to their report, and read it five times. The first part of the run makes the reports. */
public final class ReportSimulation extends JourneySimulation {
    public ReportSimulation() {
        super("report", 20, journey(), SubmissionSimulation.journey().exec(journey()));
    }

    static ChainBuilder journey() {
        return repeat(5).on(Reports.comeBack());
    }
}
