package nl.rijkscloud.upload;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.rijkscloud.kernel.Failure;

/** Counts uploads for the operator: those that run, those that wait for their turn, and how requests ended. */
final class UploadMeters {
    private static final String SAVED = "saved";
    private static final String FAILED = "failed";
    /** The codes of expected failures that say something to an operator; all others count together. */
    private static final List<String> REASONS = List.of(
            "upload-displaced", "upload-busy", "upload-too-slow", "checksum-mismatch", "content-refused",
            "storage-full", "too-many-bytes", "offset-mismatch");

    private final Map<String, Counter> ends;

    UploadMeters(MeterRegistry registry, UploadSlots slots, UploadScheduler scheduler) {
        ends = Stream.concat(REASONS.stream(), Stream.of(SAVED, FAILED))
                .collect(Collectors.toMap(Function.identity(), reason -> Counter.builder("rijkscloud.uploads")
                        .tag("outcome", reason)
                        .description("Requests that brought bytes of a document, by how they ended")
                        .register(registry)));
        Gauge.builder("rijkscloud.uploads.running", slots, UploadSlots::running).strongReference(true)
                .description("Requests that are bringing bytes now").register(registry);
        Gauge.builder("rijkscloud.uploads.held", scheduler, UploadScheduler::waiting).strongReference(true)
                .description("Running uploads that wait for their turn, because memory or disk is busy")
                .register(registry);
        FunctionCounter.builder("rijkscloud.document.bytes", scheduler, UploadScheduler::received)
                .tag("direction", "in").baseUnit("bytes")
                .description("Bytes of documents that came in or went out").register(registry);
    }

    /** Counts as saved if the bytes are durable that came: all of the document, or some. */
    Future<Void> count(Future<Void> ended) {
        return ended.onSuccess(done -> count(SAVED)).onFailure(this::countFailure);
    }

    void countFailure(Throwable cause) {
        count(cause instanceof Failure expected && REASONS.contains(expected.code()) ? expected.code() : FAILED);
    }

    private void count(String outcome) {
        var counter = ends.get(outcome);
        if (counter != null) {
            counter.increment();
        }
    }
}
