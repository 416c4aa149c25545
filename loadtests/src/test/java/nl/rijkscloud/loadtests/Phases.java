package nl.rijkscloud.loadtests;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.exitBlockOnFail;
import static io.gatling.javaapi.core.CoreDsl.group;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;

/** One journey as a scenario of one phase. */
final class Phases {
    private Phases() {}

    static ScenarioBuilder of(Phase phase, String journey, ChainBuilder steps) {
        return scenario(journey + ", " + phase.group())
                .exec(session -> session.set(Phase.KEY, phase))
                .exec(group(phase.group()).on(exitBlockOnFail().on(steps)));
    }

    /** The same journey, so many times by one visitor. */
    static ScenarioBuilder repeated(Phase phase, String journey, int times, ChainBuilder steps) {
        return scenario(journey + ", " + phase.group())
                .exec(session -> session.set(Phase.KEY, phase))
                .repeat(times)
                .on(group(phase.group()).on(exitBlockOnFail().on(exec(Links.otherBrowser()).exec(steps))));
    }
}
