package nl.rijkscloud.loadtests;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.global;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import java.util.LinkedHashMap;
import java.util.Map;

/** All journeys of a day in parallel, in the numbers per hour of the table of arrivals. */
public final class MixedDaySimulation extends Simulation {
    /** Higher than for one journey: all journeys compete. */
    private static final double MOST = 15;

    public MixedDaySimulation() {
        setUp(oneByOne(Phase.WARM, Settings.WARM, 2)
                        .andThen(oneByOne(Phase.IDLE, Settings.IDLE, 1)
                                .andThen(journeys().entrySet().stream()
                                        .map(journey -> Phases.of(Phase.LOAD, journey.getKey(), journey.getValue())
                                                .injectOpen(Arrivals.of(journey.getKey())))
                                        .toArray(PopulationBuilder[]::new))
                                .andThen(Comparison.atTheEnd(Settings.maxRatio(MOST)))))
                .protocols(Step.browser())
                .assertions(global().failedRequests().count().is(0L));
    }

    @Override
    public void after() {
        Comparison.print();
    }

    private static PopulationBuilder oneByOne(Phase phase, int times, int visitors) {
        var all = journeys().values().stream()
                .map(journey -> exec(Links.otherBrowser()).exec(journey))
                .reduce(ChainBuilder::exec)
                .orElseThrow();
        return Phases.repeated(phase, "all journeys", times, all).injectOpen(atOnceUsers(visitors));
    }

    /** The journeys by their columns. Reports start after the first submission, whose mail has the link. */
    private static Map<String, ChainBuilder> journeys() {
        var journeys = new LinkedHashMap<String, ChainBuilder>();
        journeys.put("submission", SubmissionSimulation.journey());
        journeys.put("request", RequestSimulation.journey());
        journeys.put("sending", SendingSimulation.journey());
        journeys.put("report", ReportSimulation.journey());
        journeys.put("overview", OverviewSimulation.journey());
        return journeys;
    }
}
