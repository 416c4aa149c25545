package nl.rijkscloud.staff;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import nl.rijkscloud.kernel.Failure;

/**
 * Computes password hashes: two at a time, on threads of its own, with a short queue. A flood of sign-ins thus neither
 * blocks the event loops nor takes more memory than two hashes need; a request that finds the queue full fails at once.
 * Safe for use from any thread.
 */
final class HashQueue {
    static final int AT_ONCE = 2;
    /** The most hashes that wait or run: about two seconds of work. */
    static final int MOST = 32;

    private final WorkerExecutor workers;
    private final AtomicInteger present = new AtomicInteger();

    HashQueue(Vertx vertx) {
        workers = vertx.createSharedWorkerExecutor("password-hashes", AT_ONCE);
    }

    /** Runs the work when its turn comes. Fails with {@code BUSY} when the queue is full. */
    <T> Future<T> run(Callable<T> work) {
        if (present.incrementAndGet() > MOST) {
            present.decrementAndGet();
            return Future.failedFuture(Failure.of(
                            Failure.Kind.BUSY, "busy",
                            "Too many people are signing in at this moment. Please try again.")
                    .with("retryAfter", 2L)
                    .logged("the queue for password hashes is full"));
        }
        return workers.executeBlocking(work, false).onComplete(done -> present.decrementAndGet());
    }
}
