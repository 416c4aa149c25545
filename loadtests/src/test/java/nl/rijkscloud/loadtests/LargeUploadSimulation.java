package nl.rijkscloud.loadtests;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpRequestActionBuilder;

/**
 * A document larger than any memory: requested, uploaded, checked, downloaded, withdrawn. A document of an eighth of
 * its size goes first; for each byte the large one may take at most {@code maxSlower} times as long.
 */
public final class LargeUploadSimulation extends Simulation {
    private static final long SIZE = (long) (Double.parseDouble(System.getProperty("gibibytes", "10")) * (1L << 30));
    private static final int VISITORS = Integer.getInteger("visitors", 1);
    private static final double MAX_SLOWER = Double.parseDouble(System.getProperty("maxSlower", "2"));
    private static final int PARTS = 8;
    private static final String NAME = "large document";

    public LargeUploadSimulation() {
        setUp(Phases.of(Phase.IDLE, NAME, journey(SIZE / PARTS))
                        .injectOpen(atOnceUsers(1))
                        .andThen(Phases.of(Phase.LOAD, NAME, journey(SIZE))
                                .injectOpen(atOnceUsers(VISITORS))
                                .andThen(Comparison.atTheEnd(LargeUploadSimulation::objections))))
                .protocols(Step.browser())
                .assertions(global().failedRequests().count().is(0L));
    }

    @Override
    public void after() {
        System.out.printf(
                "%nFor each byte and visitor, compared with an eighth of the size: upload %.2f, download %.2f%n",
                slower(Uploads.STEP), slower(Receiving.STEP));
    }

    private static ChainBuilder journey(long size) {
        return feed(Supplies.people())
                .feed(Supplies.documents(size))
                .exec(SignIn.in())
                .exec(Requests.ask(), SignIn.out())
                .exec(Links.otherBrowser())
                .exec(Requests.mailed())
                .exec(Outsider.answer())
                .exec(Reports.followTheTransfer())
                .exec(Links.otherBrowser())
                .exec(SignIn.again())
                .exec(Receiving.whole())
                .exec(withdraw());
    }

    /** The portal destroys it, so that no data of a run stays on its disk. */
    private static HttpRequestActionBuilder withdraw() {
        return Step.post("withdraw", "/api/staff/transfers/#{asked}/withdraw", "{}")
                .check(status().is(204));
    }

    private static String objections() {
        var slower = slower(Uploads.STEP);
        return slower > MAX_SLOWER ? "the large upload took %.2f times as long for each byte".formatted(slower) : "";
    }

    private static double slower(String step) {
        return Step.TIMES.slowest(Phase.LOAD, step) / (double) Step.TIMES.slowest(Phase.IDLE, step) / PARTS / VISITORS;
    }
}
