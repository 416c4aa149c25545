package nl.rijkscloud.resume;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.WorkerExecutor;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import nl.rijkscloud.kernel.LimitLog;
import nl.rijkscloud.upload.UploadFailures;

/**
 * Long reading in the background, in short turns: whoever has had a turn goes to the end of the queue, so a small document never waits for a large one.
 * Few turns run at once, so that uploads and downloads keep their disk and processors. A session has few places, and all together have a bound; what nobody
 * waits for any more costs no turn. Safe for use from any thread.
 */
final class PieceQueue {
    static final int AT_ONCE = 2;
    static final int PER_SESSION = 4;
    static final int MOST = 400;

    private final WorkerExecutor workers;
    private final LimitLog limits;
    private final ArrayDeque<Job> waiting = new ArrayDeque<>();
    private final Map<ByteBuffer, Integer> places = new HashMap<>();
    private int jobs;
    private int running;

    PieceQueue(WorkerExecutor workers, LimitLog limits) {
        this.workers = workers;
        this.limits = limits;
    }

    private record Job(ByteBuffer session, Callable<Boolean> turn, BooleanSupplier gone, Promise<Void> done) {}

    /**
     * Takes turns until {@code turn} answers false.
     *
     * @param turn a short piece of work on a worker; never two of one job at once
     * @param gone true when nobody waits for it any more: it then fails with a {@link CancellationException}
     * @return fails with {@code BUSY} when there is no place
     */
    Future<Void> run(byte[] session, Callable<Boolean> turn, BooleanSupplier gone) {
        var job = new Job(ByteBuffer.wrap(session), turn, gone, Promise.promise());
        synchronized (this) {
            var mine = places.getOrDefault(job.session, 0);
            if (mine >= PER_SESSION || jobs >= MOST) {
                limits.hit(mine >= PER_SESSION ? "piece-codes-per-session" : "piece-codes");
                return Future.failedFuture(UploadFailures.codesBusy());
            }
            places.put(job.session, mine + 1);
            jobs++;
            waiting.add(job);
        }
        next();
        return job.done.future();
    }

    /** How many have a place. */
    synchronized int size() {
        return jobs;
    }

    private void next() {
        Job job;
        synchronized (this) {
            if (running >= AT_ONCE || waiting.isEmpty()) {
                return;
            }
            job = waiting.remove();
            running++;
        }
        if (job.gone.getAsBoolean()) {
            over(job, Future.failedFuture(new CancellationException("nobody waits for it")));
        } else {
            workers.executeBlocking(job.turn, false).onComplete(more -> {
                if (more.succeeded() && more.result()) {
                    again(job);
                } else {
                    over(job, more.succeeded() ? Future.succeededFuture() : Future.failedFuture(more.cause()));
                }
            });
        }
    }

    private void again(Job job) {
        synchronized (this) {
            running--;
            waiting.add(job);
        }
        next();
    }

    private void over(Job job, Future<Void> outcome) {
        synchronized (this) {
            running--;
            jobs--;
            places.computeIfPresent(job.session, (session, mine) -> mine == 1 ? null : mine - 1);
        }
        outcome.onComplete(job.done);
        next();
    }
}
