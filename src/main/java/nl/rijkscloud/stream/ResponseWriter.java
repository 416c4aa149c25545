package nl.rijkscloud.stream;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.util.function.LongConsumer;
import nl.rijkscloud.blob.FolderGone;
import nl.rijkscloud.blob.SegmentPool;
import nl.rijkscloud.http.ByteRange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves one response's bytes from reader to connection. Lives on the response's event loop; only the reader's work happens elsewhere, one task at a
 * time, while earlier pieces are being written.
 *
 * <p>Invariant: at most {@value #MOST_IN_FLIGHT} volleys of at most {@value #MOST_PIECES} pieces have been given to the connection without their write
 * being complete, and at most one is read ahead. That is the memory of a stream, however slow the other side is. Writes are counted, because a
 * response over TLS never calls its queue full.
 */
final class ResponseWriter {
    private static final Logger LOG = LoggerFactory.getLogger(ResponseWriter.class);
    private static final int MOST_IN_FLIGHT = 2;
    private static final int MOST_PIECES = 8;

    private final Promise<HandoverProgress> done = Promise.promise();
    private final ContentReader reader;
    private final WorkerExecutor workers;
    private final SegmentPool pool;
    private final HttpServerResponse response;
    private final long start;
    private final LongConsumer mark;
    private WriteBatch ahead; // null when it has been written, or not been read yet
    private long given;
    private long written;
    private int unfinished;
    private boolean reading;
    private boolean stopped;
    private Throwable damage; // null while all is well, and when the other side has gone

    ResponseWriter(ContentReader reader, WorkerExecutor workers, SegmentPool pool, HttpServerResponse response, long start, LongConsumer mark) {
        this.reader = reader;
        this.workers = workers;
        this.pool = pool;
        this.response = response;
        this.start = start;
        this.mark = mark;
    }

    /** @param over fails when the other side has gone */
    Future<HandoverProgress> run(Future<?> over) {
        pool.join();
        over.onFailure(gone -> stop());
        read();
        return done.future();
    }

    private void read() {
        reading = true;
        var most = most();
        workers.executeBlocking(() -> reader.read(most), false).onComplete(this::arrived);
    }

    private void arrived(AsyncResult<WriteBatch> volley) {
        reading = false;
        ahead = volley.result();
        if (stopped) {
            close(); // the other side went while we were reading
        } else if (volley.failed()) {
            breakOff(volley.cause());
        } else if (ahead.isSilent()) {
            ahead.giveBack(pool);
            ahead = null;
            read(); // the visit went into reading seals; an empty write would look like a flood to some browsers
        } else {
            pump();
        }
    }

    /** Writes what may be written, and reads ahead while that is on its way. */
    private void pump() {
        if (!stopped && ahead != null && unfinished < MOST_IN_FLIGHT) {
            var volley = ahead;
            ahead = null;
            write(volley); // may be complete at once, and so may the next reading: the order here is that of the bytes
            if (!stopped && !volley.last()) {
                read();
            }
        }
    }

    private void write(WriteBatch volley) {
        unfinished++;
        var length = volley.length(); // which cannot be asked any more once it has been written
        given += length;
        var write = volley.last() ? response.end(volley.toBuffer()) : response.write(volley.toBuffer());
        write.onComplete(result -> {
            unfinished--;
            volley.giveBackAfter(result, pool);
            if (result.succeeded()) {
                written += length;
                mark.accept(start + written);
            }
            if (volley.last()) {
                ended(result);
            } else if (result.succeeded()) {
                pump();
            } else {
                stop();
            }
        });
    }

    private void ended(AsyncResult<Void> end) {
        if (end.failed()) {
            stop();
        } else if (!stopped) {
            stopped = true;
            pool.leave();
            done.complete(new HandoverProgress(new ByteRange(start, start + written), true));
        }
    }

    /** Makes sure that nobody takes for complete what is not. */
    private void breakOff(Throwable cause) {
        if (cause instanceof FolderGone) {
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
        if (ahead != null) {
            ahead.giveBack(pool);
            ahead = null;
        }
        pool.leave();
        workers.executeBlocking(this::closeReader, false).onComplete(closed -> {
            if (damage == null) {
                done.complete(HandoverProgress.cut(new ByteRange(start, start + written), start + given));
            } else {
                done.fail(damage);
            }
        });
    }

    private Void closeReader() throws IOException {
        reader.close();
        return null;
    }

    private int most() {
        return Math.clamp(pool.share() / (MOST_IN_FLIGHT + 1), 1, MOST_PIECES);
    }
}
