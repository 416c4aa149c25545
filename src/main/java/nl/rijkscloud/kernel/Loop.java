package nl.rijkscloud.kernel;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Repeats a step that answers with a future, one step after the other. This is the only way in which this code loops over futures: a method that
 * composes itself leaves one nested future per step, and after some thousand steps the stack overflows and nobody hears of it.
 *
 * <p>Flat in stack and memory, whatever the number of steps and whether their futures are complete already. A step that throws, an {@code Error} too,
 * fails the loop's future and ends it. A loop runs wherever its steps complete; steps never overlap.
 */
public final class Loop {
    private final Supplier<Future<Boolean>> step;
    private final Promise<Void> end = Promise.promise();
    /** Steps to take. Above zero means that a thread is in {@link #turn()}: others only count up, and that thread goes on. */
    private final AtomicInteger due = new AtomicInteger();

    private Loop(Supplier<Future<Boolean>> step) {
        this.step = step;
    }

    /**
     * Runs {@code step} until it answers false.
     *
     * @return succeeds after the last step; fails with what the first failed step failed with
     */
    public static Future<Void> whileTrue(Supplier<Future<Boolean>> step) {
        var loop = new Loop(step);
        loop.turn();
        return loop.end.future();
    }

    /** Does {@code act} for one item after the other, and stops at the first that fails. */
    public static <T> Future<Void> forEach(Iterable<T> items, Function<? super T, ? extends Future<?>> act) {
        Iterator<T> iterator = items.iterator();
        return whileTrue(() -> iterator.hasNext() ? act.apply(iterator.next()).map(true) : Future.succeededFuture(false));
    }

    private void turn() {
        if (due.getAndIncrement() > 0) {
            return;
        }
        do {
            take();
        } while (due.decrementAndGet() > 0);
    }

    private void take() {
        try {
            step.get().onComplete(more -> {
                if (more) {
                    turn();
                } else {
                    end.complete();
                }
            }, end::fail);
        } catch (Throwable thrown) {
            end.tryFail(thrown);
        }
    }
}
