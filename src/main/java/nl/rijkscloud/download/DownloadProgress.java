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
import nl.rijkscloud.stream.HandoverProgress;

/**
 * Records every second how far the running responses have come: with one statement for all of them, and with a
 * transaction for each that has reached the end of a document. Each byte of a response is recorded once, by a pass or
 * at the end, so {@link #leave} waits for the pass that is running.
 */
final class DownloadProgress {
    private final PeriodicTask duty = new PeriodicTask("download-progress", pass -> record());
    private final Set<Response> running = new HashSet<>();
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

    /** Starts to record a response from this position on. */
    synchronized Response enter(DownloadRecipient recipient, DownloadContent content, long start) {
        var response = new Response(recipient, content, start);
        running.add(response);
        return response;
    }

    /** Completes when no pass is recording this response any more. */
    synchronized Future<Void> leave(Response response) {
        running.remove(response);
        return pass;
    }

    private Future<Void> record() {
        var done = Promise.<Void>promise();
        List<Step> steps;
        synchronized (this) {
            steps = running.stream().filter(response -> response.unrecorded().length() > 0).map(Step::of).toList();
            pass = done.future();
        }
        unrecorded.retry().compose(retried -> write(steps)).recover(DownloadProgress::postpone).onComplete(done);
        return done.future();
    }

    private Future<Void> write(List<Step> steps) {
        var ends = steps.stream().filter(Step::endsDocument).toList();
        var others = new ArrayList<>(steps);
        others.removeAll(ends);
        var parts = others.stream()
                .flatMap(step -> DownloadRecorder.partsOf(step.response().recipient(), step.parts()).stream())
                .toList();
        return recorder.add(parts)
                .onSuccess(done -> others.forEach(Step::markRecorded))
                .compose(done -> Loop.forEach(ends, step -> recorder
                        .record(step.response().recipient(), step.parts())
                        .onSuccess(written -> step.markRecorded())));
    }

    /** Ignores an outage of the database: the next pass finds the same bytes, and more. */
    private static Future<Void> postpone(Throwable failure) {
        return failure instanceof DatabaseAway ? Future.succeededFuture() : Future.failedFuture(failure);
    }

    /**
     * The progress of one response. The response's event loop moves {@code taken}, and a pass moves {@code recorded}. A
     * response has no gaps, so two numbers describe it whatever its length.
     */
    static final class Response {
        private final DownloadRecipient recipient;
        private final DownloadContent content;
        private volatile long taken;
        private volatile long recorded;

        Response(DownloadRecipient recipient, DownloadContent content, long start) {
            this.recipient = recipient;
            this.content = content;
            taken = start;
            recorded = start;
        }

        DownloadRecipient recipient() {
            return recipient;
        }

        /** Notes that the operating system has taken all bytes before this position. */
        void advance(long position) {
            taken = position;
        }

        /** The bytes that were handed over and are not recorded yet. */
        ByteRange unrecorded() {
            return new ByteRange(recorded, Math.max(recorded, taken));
        }

        /** Notes that all bytes before this position are recorded. */
        void markRecorded(long position) {
            recorded = position;
        }

        /** The bytes of documents in a range; empty documents are recorded at the end of the response. */
        List<DownloadContent.Coverage> bytesIn(ByteRange range) {
            return content.coverage(range).stream().filter(part -> part.range().length() > 0).toList();
        }

        /** The bytes that remain to be recorded at the end of the response. */
        List<DownloadContent.Coverage> remainder(HandoverProgress sent) {
            var range = new ByteRange(recorded, Math.max(recorded, sent.range().end()));
            var mayHave = Math.max(range.end(), sent.mayHave());
            return content.coverage(new HandoverProgress(range, mayHave, sent.complete()));
        }

        /** The same for a response whose document turned out to be damaged. */
        List<DownloadContent.Coverage> remainder() {
            return content.coverage(new HandoverProgress(unrecorded(), false));
        }
    }

    private record Step(Response response, ByteRange range, List<DownloadContent.Coverage> parts) {
        static Step of(Response response) {
            var range = response.unrecorded();
            return new Step(response, range, response.bytesIn(range));
        }

        boolean endsDocument() {
            return parts.stream().anyMatch(part -> part.range().end() == part.length());
        }

        void markRecorded() {
            response.markRecorded(range.end());
        }
    }
}
