package nl.rijkscloud.stream;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.util.function.LongConsumer;
import nl.rijkscloud.blob.SegmentPool;
import nl.rijkscloud.http.ByteRange;
import nl.rijkscloud.kernel.StoreAway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the bytes of one response from the reader to the connection. It runs on the response's event loop; only reading
 * runs on a worker, one task at a time, while earlier batches are being written.
 *
 * <p>Invariant: at most {@value #MAX_IN_FLIGHT} batches of at most {@value #MAX_SEGMENTS} segments have been given to
 * the connection without their write being complete, and at most one is read ahead. This bounds the memory of a
 * response, however slow the client is. It counts writes, because a response over TLS never reports its queue as full.
 */
final class ResponseWriter {
    private static final Logger LOG = LoggerFactory.getLogger(ResponseWriter.class);
    private static final int MAX_IN_FLIGHT = 2;
    private static final int MAX_SEGMENTS = 8;

    private final Promise<HandoverProgress> done = Promise.promise();
    private final ContentReader reader;
    private final WorkerExecutor workers;
    private final SegmentPool pool;
    private final HttpServerResponse response;
    private final long start;
    private final LongConsumer progress;
    private final LongConsumer counter;
    private @Nullable WriteBatch pending; // null when there is no batch that waits to be written
    private long submitted;
    private long written;
    private int unfinished;
    private boolean reading;
    private boolean ending;
    private boolean stopped;
    private @Nullable Throwable damage; // null without a failure, and when the client has gone

    ResponseWriter(
            ContentReader reader, WorkerExecutor workers, SegmentPool pool, HttpServerResponse response, long start,
            LongConsumer progress, LongConsumer counter) {
        this.reader = reader;
        this.workers = workers;
        this.pool = pool;
        this.response = response;
        this.start = start;
        this.progress = progress;
        this.counter = counter;
    }

    /** @param ended fails when the client has gone */
    Future<HandoverProgress> run(Future<?> ended) {
        pool.join();
        ended.onFailure(gone -> stopUnlessEnding());
        read();
        return done.future();
    }

    /**
     * Stops, unless the last write is on its way: that write tells how the response ends. A stream of HTTP/2 is closed
     * before its last write is reported, and looks like a client that has gone.
     */
    private void stopUnlessEnding() {
        if (!ending) {
            stop();
        }
    }

    private void read() {
        reading = true;
        var size = batchSize();
        workers.executeBlocking(() -> reader.read(size), false).onComplete(this::receive);
    }

    private void receive(AsyncResult<WriteBatch> batch) {
        reading = false;
        pending = batch.result();
        if (stopped) {
            close(); // the client went during the reading
        } else if (batch.failed()) {
            abort(batch.cause());
        } else if (pending.isSilent()) {
            pending.giveBack(pool);
            pending = null;
            read(); // the task read seals only; to some browsers, empty writes look like a flood
        } else {
            writeNext();
        }
    }

    /** Writes the batch that waits, unless too many are in flight, and reads ahead meanwhile. */
    private void writeNext() {
        if (!stopped && pending != null && unfinished < MAX_IN_FLIGHT) {
            var batch = pending;
            pending = null;
            write(batch); // first, because it and the next reading may complete at once
            if (!stopped && !batch.last()) {
                read();
            }
        }
    }

    private void write(WriteBatch batch) {
        unfinished++;
        var length = batch.length(); // before the write, which consumes the buffers
        submitted += length;
        ending = batch.last();
        var write = batch.last() ? response.end(batch.toBuffer()) : response.write(batch.toBuffer());
        write.onComplete(result -> {
            unfinished--;
            batch.giveBackAfter(result, pool);
            if (result.succeeded()) {
                written += length;
                counter.accept(length);
                progress.accept(start + written);
            }
            if (batch.last()) {
                finish(result);
            } else if (result.succeeded()) {
                writeNext();
            } else {
                stop();
            }
        });
    }

    private void finish(AsyncResult<Void> end) {
        if (end.failed()) {
            stop();
        } else if (!stopped) {
            stopped = true;
            pool.leave();
            done.complete(new HandoverProgress(new ByteRange(start, start + written), true));
        }
    }

    /** Resets the connection, so that the client does not take a partial response for a complete one. */
    private void abort(Throwable cause) {
        if (cause instanceof StoreAway) {
            LOG.warn("A download waits for the disk: {}", cause.getMessage());
        } else {
            LOG.error("A download was broken off: {}", cause.getMessage(), cause);
        }
        damage = cause;
        if (response.headWritten()) {
            response.reset();
        }
        stop();
    }

    private void stop() {
        if (!stopped) {
            stopped = true;
            if (!reading) {
                close();
            }
        }
    }

    private void close() {
        if (pending != null) {
            pending.giveBack(pool);
            pending = null;
        }
        pool.leave();
        workers.executeBlocking(this::closeReader, false).onComplete(closed -> {
            if (damage == null) {
                done.complete(HandoverProgress.cut(new ByteRange(start, start + written), start + submitted));
            } else {
                done.fail(damage);
            }
        });
    }

    private Void closeReader() throws IOException {
        reader.close();
        return null;
    }

    private int batchSize() {
        return Math.clamp(pool.fairPortion() / (MAX_IN_FLIGHT + 1), 1, MAX_SEGMENTS);
    }
}
