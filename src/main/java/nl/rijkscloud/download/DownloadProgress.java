package nl.rijkscloud.download;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nl.rijkscloud.db.DatabaseAway;
import nl.rijkscloud.http.ByteRange;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.kernel.PeriodicTask;
import nl.rijkscloud.stream.DownloadContent;

/**
 * Records every second how far the running responses have come: with one statement for all of them, and with a
 * transaction for each that has reached the end of a document. Each byte of a response is recorded once, by a pass or
 * at the end, so {@link #leave} waits for the pass that is running.
 */
final class DownloadProgress {
    private record Step(RunningResponse handover, ByteRange range, List<DownloadContent.Coverage> parts) {
        static Step of(RunningResponse handover) {
            var range = handover.fresh();
            return new Step(handover, range, handover.bytesIn(range));
        }

        boolean endsADocument() {
            return parts.stream().anyMatch(part -> part.range().end() == part.length());
        }

        void kept() {
            handover.keptUpTo(range.end());
        }
    }

    private final PeriodicTask duty = new PeriodicTask("download-progress", pass -> keep());
    private final Set<RunningResponse> running = new HashSet<>();
    private final DownloadRecorder recorder;
    private final UnrecordedDownloads unrecorded;
    private Future<Void> pass = Future.succeededFuture();

    DownloadProgress(DownloadRecorder recorder, UnrecordedDownloads unrecorded) {
        this.recorder = recorder;
        this.unrecorded = unrecorded;
    }

    PeriodicTask duty() {
        return duty;
    }

    synchronized void enter(RunningResponse handover) {
        running.add(handover);
    }

    /** Completes when no pass is recording this response any more. */
    synchronized Future<Void> leave(RunningResponse handover) {
        running.remove(handover);
        return pass;
    }

    private Future<Void> keep() {
        var done = Promise.<Void>promise();
        List<Step> steps;
        synchronized (this) {
            steps = running.stream().filter(handover -> handover.fresh().length() > 0).map(Step::of).toList();
            pass = done.future();
        }
        unrecorded.retry().compose(retried -> write(steps)).recover(DownloadProgress::postpone).onComplete(done);
        return done.future();
    }

    private Future<Void> write(List<Step> steps) {
        var ends = steps.stream().filter(Step::endsADocument).toList();
        var others = new ArrayList<>(steps);
        others.removeAll(ends);
        var pieces = others.stream()
                .flatMap(step -> DownloadRecorder.pieces(step.handover().taker(), step.parts()).stream())
                .toList();
        return recorder.keep(pieces)
                .onSuccess(done -> others.forEach(Step::kept))
                .compose(done -> Loop.forEach(ends, step -> recorder
                        .record(step.handover().taker(), step.parts())
                        .onSuccess(kept -> step.kept())));
    }

    /** Ignores an outage of the database: the next pass finds the same bytes, and more. */
    private static Future<Void> postpone(Throwable failure) {
        return failure instanceof DatabaseAway ? Future.succeededFuture() : Future.failedFuture(failure);
    }
}
