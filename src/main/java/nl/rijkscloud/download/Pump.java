package nl.rijkscloud.download;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import nl.rijkscloud.vault.SegmentPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves one response's bytes from reader to connection. Lives on the response's event loop; only the reader's work happens elsewhere, one task at a
 * time, while earlier pieces are being written.
 *
 * <p>Invariant: at most {@value #MOST} pieces have been given to the connection without their write being complete, and at most as many are read
 * ahead. That is the memory of a stream, however slow the other side is. Writes are counted, because a response over TLS never calls its queue full.
 */
final class Pump {
    private static final Logger LOG = LoggerFactory.getLogger(Pump.class);
    private static final int MOST = 4;

    private final Promise<Sent> done = Promise.promise();
    private final Queue<Piece> waiting = new ArrayDeque<>(MOST);
    private final OutgoingReader reader;
    private final WorkerExecutor workers;
    private final SegmentPool pool;
    private final HttpServerResponse response;
    private final long start;
    private long written;
    private int unfinished;
    private boolean reading;
    private boolean lastRead;
    private boolean writing;
    private boolean stopped;
    private Throwable damage; // null while all is well, and when the other side has gone

    Pump(OutgoingReader reader, WorkerExecutor workers, SegmentPool pool, HttpServerResponse response, long start) {
        this.reader = reader;
        this.workers = workers;
        this.pool = pool;
        this.response = response;
        this.start = start;
    }

    /** @param over fails when the other side has gone */
    Future<Sent> run(Future<?> over) {
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

    private void arrived(AsyncResult<OutgoingReader.Batch> batch) {
        reading = false;
        if (batch.succeeded()) {
            waiting.addAll(batch.result().pieces());
            lastRead = batch.result().last();
        }
        if (stopped) {
            close(); // the other side went while we were reading
        } else if (batch.failed()) {
            breakOff(batch.cause());
        } else if (lastRead && waiting.isEmpty()) {
            response.end().onComplete(this::ended);
        } else {
            pump();
        }
    }

    /** Writes what may be written, and reads ahead once all of that is on its way. */
    private void pump() {
        if (writing) {
            return; // a write that was complete at once, within the loop below
        }
        writing = true;
        while (!stopped && unfinished < most() && !waiting.isEmpty()) {
            write(waiting.remove());
        }
        writing = false;
        if (!stopped && !reading && !lastRead && waiting.isEmpty()) {
            read();
        }
    }

    private void write(Piece piece) {
        unfinished++;
        var last = lastRead && waiting.isEmpty();
        var write = last ? response.end(piece.bytes()) : response.write(piece.bytes());
        write.onComplete(result -> {
            unfinished--;
            piece.giveBackAfter(result, pool);
            written += result.succeeded() ? piece.length() : 0;
            if (last) {
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
            done.complete(new Sent(new ByteRange(start, start + written), true));
        }
    }

    /** Makes sure that nobody takes for complete what is not. */
    private void breakOff(Throwable cause) {
        LOG.error("A download was broken off: {}", cause.getMessage(), cause);
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
        waiting.forEach(piece -> piece.giveBack(pool));
        waiting.clear();
        pool.leave();
        workers.executeBlocking(this::closeReader, false).onComplete(closed -> {
            if (damage == null) {
                done.complete(new Sent(new ByteRange(start, start + written), false));
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
        return Math.clamp(pool.share() / 2, 1, MOST);
    }
}
