package nl.rijkscloud.stream;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.LongConsumer;
import nl.rijkscloud.blob.BlobStore;
import nl.rijkscloud.blob.SegmentPool;
import nl.rijkscloud.http.ByteRange;

/** Hands bytes over to responses. Safe for use from any thread; each response stays on its own. */
public final class Downloader {
    private final WorkerExecutor workers;
    private final BlobStore blobs;
    private final SegmentPool pool;
    private final VerifiedSeals verified = new VerifiedSeals();

    /**
     * @param workers reads files and opens segments, half a megabyte per task
     * @param pool the memory that all responses, and uploads with them, share
     */
    public Downloader(WorkerExecutor workers, BlobStore blobs, SegmentPool pool) {
        this.workers = workers;
        this.blobs = blobs;
        this.pool = pool;
    }

    /**
     * Writes a range as the response's body and ends it. Call it on the response's context, with status and headers set.
     *
     * @param over completes when the response is over, in whatever way
     * @param mark told, on that context, up to which byte of the whole the operating system has taken all
     * @return how far it came, also when the other side has gone. Fails when a document turned out to be damaged: then the connection has been reset,
     *     or, when nothing had gone out yet, the response is still free for an error
     */
    public Future<HandoverProgress> send(DownloadContent outgoing, ByteRange range, HttpServerResponse response, Future<?> over, LongConsumer mark) {
        var reader = new ContentReader(blobs, pool, verified, outgoing, range);
        return new ResponseWriter(reader, workers, pool, response, range.start(), mark).run(over);
    }
}
