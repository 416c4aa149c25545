package nl.rijkscloud.custodian;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import nl.rijkscloud.content.ContentCheck;
import nl.rijkscloud.kernel.PeriodicTask;

/**
 * Reads every document back from disk once all its bytes are there. Two lanes, so two transfers' documents at a time:
 * one takes only small ones, so that a letter never waits for a film. The duty itself is the row's state, so a new
 * process finds what an old one left. Belongs to one event loop.
 */
final class CheckScheduler {
    private final List<CheckWorker> lanes;

    CheckScheduler(Vertx vertx, CustodianContext custodian, WorkerExecutor workers, ContentCheck types,
            Duration lease) {
        var settlement = new CheckOutcomeWriter(custodian, workers, types);
        lanes = Stream.of(true, false)
                .map(small -> new CheckWorker(vertx, custodian.database(), small, lease,
                        new DocumentCheck(custodian, workers, types, settlement)))
                .toList();
    }

    List<PeriodicTask> duties() {
        return lanes.stream().map(CheckWorker::duty).toList();
    }

    /** Checks all that is due; completes when nothing is. */
    Future<Void> run() {
        return Future.join(lanes.stream().map(CheckWorker::run).toList()).mapEmpty();
    }

    /** Stops between two segments; completes when nothing of this touches a file any more. */
    Future<Void> stop() {
        return Future.join(lanes.stream().map(CheckWorker::stop).toList()).mapEmpty();
    }
}
