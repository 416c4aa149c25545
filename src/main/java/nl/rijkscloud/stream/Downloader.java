package nl.rijkscloud.stream;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import nl.rijkscloud.blob.BlobStore;
import nl.rijkscloud.blob.SegmentPool;
import nl.rijkscloud.http.ByteRange;

/**
 * Sends ranges of content as the bodies of responses. Any thread may call it; each response stays on its own event
 * loop.
 */
public final class Downloader {
    private final WorkerExecutor workers;
    private final BlobStore blobs;
    private final SegmentPool pool;
    private final VerifiedSeals verified = new VerifiedSeals();
    private final LongAdder sent = new LongAdder();

    /**
     * @param workers threads that read files and open segments, half a megabyte per task
     * @param pool the memory that all responses and uploads share
     */
    public Downloader(WorkerExecutor workers, BlobStore blobs, SegmentPool pool) {
        this.workers = workers;
        this.blobs = blobs;
        this.pool = pool;
    }

    /** Counts the bytes that the operating system has taken. */
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("rijkscloud.document.bytes", sent, LongAdder::sum).tag("direction", "out")
                .baseUnit("bytes").description("Bytes of documents that came in or went out").register(registry);
    }

    /**
     * Writes a range as the response's body and ends it. Call it on the response's context, with status and headers
     * set.
     *
     * @param ended completes when the response has ended, normally or not
     * @param progress called on that context with the position before which the operating system has taken all bytes
     * @return how far the response came, also when the client has gone. Fails when a document turned out to be damaged:
     *     the connection has been reset then or, if nothing had been sent yet, the response can still become an error
     */
    public Future<HandoverProgress> send(
            DownloadContent content, ByteRange range, HttpServerResponse response, Future<?> ended,
            LongConsumer progress) {
        var reader = new ContentReader(blobs, pool, verified, content, range);
        return new ResponseWriter(reader, workers, pool, response, range.start(), progress, sent::add)
                .run(ended);
    }
}
