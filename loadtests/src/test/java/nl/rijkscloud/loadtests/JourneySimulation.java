package nl.rijkscloud.loadtests;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.global;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Simulation;

/** One journey: warm-up, idle, under load, comparison. */
abstract class JourneySimulation extends Simulation {
    private static final double MOST = 8;

    /** @param perSecond the number of journeys that begin each second, under load */
    JourneySimulation(String name, double perSecond, ChainBuilder journey) {
        this(name, perSecond, journey, journey);
    }

    /** @param before makes the data that the journey reads, during the warm-up */
    JourneySimulation(String name, double perSecond, ChainBuilder journey, ChainBuilder before) {
        setUp(Phases.repeated(Phase.WARM, name, Settings.WARM, before)
                        .injectOpen(atOnceUsers(2))
                        .andThen(Phases.repeated(Phase.IDLE, name, Settings.IDLE, journey)
                                .injectOpen(atOnceUsers(1))
                                .andThen(Phases.of(Phase.LOAD, name, journey)
                                        .injectOpen(constantUsersPerSec(perSecond * Settings.TIMES)
                                                .during(Settings.LOAD)
                                                .randomized())
                                        .andThen(Comparison.atTheEnd(Settings.maxRatio(MOST))))))
                .protocols(Step.browser())
                .assertions(global().failedRequests().count().is(0L));
    }

    @Override
    public void after() {
        Comparison.print();
    }
}
