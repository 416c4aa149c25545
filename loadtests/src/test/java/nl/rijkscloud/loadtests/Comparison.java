package nl.rijkscloud.loadtests;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.PopulationBuilder;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The end of a run: compares load with idle, and fails the run when a request became too slow. Gatling's own assertions
 * compare with fixed times only, and an exception in its hook loses the report; so the verdict is the check of one last
 * request, and the assertion that no request fails covers it.
 */
final class Comparison {
    private static final String NAME = "compare with idle";

    private Comparison() {}

    /** @param most how many times as slow as idle a request may be */
    static PopulationBuilder atTheEnd(double most) {
        return atTheEnd(() -> objections(most));
    }

    /** @param objections empty when nothing became too slow */
    static PopulationBuilder atTheEnd(Supplier<String> objections) {
        return scenario(NAME)
                .exec(http(NAME).get("/").check(status().validate("ratio", (status, session) -> {
                    var found = objections.get();
                    if (!found.isEmpty()) {
                        throw new IllegalStateException(found);
                    }
                    return status;
                })))
                .injectOpen(atOnceUsers(1));
    }

    private static String objections(double most) {
        return Step.TIMES.ratios().stream()
                .filter(ratio -> ratio.isMeaningful() && ratio.p95() > most)
                .map(ratio -> "%s: p95 is %.1f times idle".formatted(ratio.request(), ratio.p95()))
                .collect(Collectors.joining(", "));
    }

    static void print() {
        System.out.printf("%n%s%n", Ratio.HEADING);
        Step.TIMES.ratios().forEach(System.out::println);
    }
}
