package nl.rijkscloud.custodian;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import nl.rijkscloud.content.ContentCheck;
import nl.rijkscloud.content.ContentInspection;
import nl.rijkscloud.kernel.PeriodicTask;

/**
 * Checks every document from disk once all its bytes are there. Two workers check two transfers at a time; one of them
 * takes only small documents, so that a letter never waits for a film. The queue is in the rows, so a new process
 * continues where an old one stopped. Belongs to one event loop.
 */
final class CheckScheduler {
    private final List<CheckWorker> lanes;

    /** @param inspections of every document, in this order */
    CheckScheduler(Vertx vertx, CustodianContext custodian, WorkerExecutor workers, ContentCheck types,
            List<ContentInspection> inspections, Duration lease) {
        var settlement = new CheckOutcomeWriter(custodian, workers, types);
        lanes = Stream.of(true, false)
                .map(small -> new CheckWorker(vertx, custodian.database(), small, lease,
                        new DocumentCheck(custodian, workers, inspections, settlement)))
                .toList();
    }

    List<PeriodicTask> duties() {
        return lanes.stream().map(CheckWorker::duty).toList();
    }

    /** Checks all that is due; completes when nothing is left. */
    Future<Void> run() {
        return Future.join(lanes.stream().map(CheckWorker::run).toList()).mapEmpty();
    }

    /** Stops between two segments; completes when no check uses a file any more. */
    Future<Void> stop() {
        return Future.join(lanes.stream().map(CheckWorker::stop).toList()).mapEmpty();
    }
}
