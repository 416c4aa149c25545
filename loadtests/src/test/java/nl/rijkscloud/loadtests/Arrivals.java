package nl.rijkscloud.loadtests;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.csv;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;

import io.gatling.javaapi.core.OpenInjectionStep;
import java.time.Duration;
import java.util.List;

/**
 * The number of journeys that begin in each hour of a day, from a table. The day is run faster than in reality: every
 * visitor comes, at shorter intervals.
 */
final class Arrivals {
    private static final Duration HOUR = Duration.ofSeconds(Long.getLong("hourLasts", 30));

    private Arrivals() {}

    /** @param journey a column of the table */
    static List<OpenInjectionStep> of(String journey) {
        return csv(Settings.ARRIVALS).readRecords().stream()
                .map(hour -> Double.parseDouble((String) hour.get(journey)))
                .map(Arrivals::inOneHour)
                .toList();
    }

    private static OpenInjectionStep inOneHour(double arrivals) {
        return arrivals == 0
                ? nothingFor(HOUR)
                : constantUsersPerSec(arrivals * Settings.TIMES / HOUR.toSeconds())
                        .during(HOUR)
                        .randomized();
    }
}
