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
 * Runs long jobs in the background in short turns. After each turn a job goes to the end of the queue, so a small
 * document never waits for a large one. At most {@value #MAX_TURNS} turns run at once, so that uploads and downloads
 * keep disk and processors. A session may have {@value #MAX_PER_SESSION} jobs, and all sessions together {@value
 * #MAX_JOBS}. A job that its client has given up gets no more turns. Any thread may call it.
 */
final class PieceQueue {
    static final int MAX_TURNS = 2;
    static final int MAX_PER_SESSION = 4;
    static final int MAX_JOBS = 400;

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

    private record Job(ByteBuffer session, Callable<Boolean> turn, BooleanSupplier cancelled, Promise<Void> done) {}

    /**
     * Runs {@code turn} on a worker again and again until it returns false.
     *
     * @param turn a short piece of work; two turns of one job never run at once
     * @param cancelled returns true once the client has given up: the job then fails with a {@link
     *     CancellationException}
     * @return fails with {@code BUSY} when the session or the queue has no place left
     */
    Future<Void> run(byte[] session, Callable<Boolean> turn, BooleanSupplier cancelled) {
        var job = new Job(ByteBuffer.wrap(session), turn, cancelled, Promise.promise());
        synchronized (this) {
            var mine = places.getOrDefault(job.session, 0);
            if (mine >= MAX_PER_SESSION || jobs >= MAX_JOBS) {
                limits.hit(mine >= MAX_PER_SESSION ? "piece-codes-per-session" : "piece-codes");
                return Future.failedFuture(UploadFailures.codesBusy());
            }
            places.put(job.session, mine + 1);
            jobs++;
            waiting.add(job);
        }
        startNext();
        return job.done.future();
    }

    /** The number of jobs that wait or run. */
    synchronized int size() {
        return jobs;
    }

    private void startNext() {
        Job job;
        synchronized (this) {
            if (running >= MAX_TURNS || waiting.isEmpty()) {
                return;
            }
            job = waiting.remove();
            running++;
        }
        if (job.cancelled.getAsBoolean()) {
            finish(job, Future.failedFuture(new CancellationException("the client has gone")));
        } else {
            workers.executeBlocking(job.turn, false).onComplete(more -> {
                if (more.succeeded() && more.result()) {
                    requeue(job);
                } else {
                    finish(job, more.succeeded() ? Future.succeededFuture() : Future.failedFuture(more.cause()));
                }
            });
        }
    }

    private void requeue(Job job) {
        synchronized (this) {
            running--;
            waiting.add(job);
        }
        startNext();
    }

    private void finish(Job job, Future<Void> outcome) {
        synchronized (this) {
            running--;
            jobs--;
            places.computeIfPresent(job.session, (session, mine) -> mine == 1 ? null : mine - 1);
        }
        outcome.onComplete(job.done);
        startNext();
    }
}
