package nl.rijkscloud.kernel;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Repeats a step that returns a future, one step after the other. All loops over futures use this class: a method that
 * composes itself nests one future per step, overflows the stack after some thousand steps and then stops without a
 * word.
 *
 * <p>Stack and memory stay flat for any number of steps, even if their futures are complete at once. A step that
 * throws, an {@code Error} included, fails the loop's future and ends the loop. A loop runs on the threads that
 * complete its steps; steps never overlap.
 */
public final class Loop {
    private final Supplier<Future<Boolean>> step;
    private final Promise<Void> end = Promise.promise();
    /**
     * Counts the steps that are due. Above zero a thread is in {@link #turn()}; others only add one, and that thread
     * takes the step.
     */
    private final AtomicInteger due = new AtomicInteger();

    private Loop(Supplier<Future<Boolean>> step) {
        this.step = step;
    }

    /**
     * Runs {@code step} until it returns false.
     *
     * @return succeeds after the last step; fails with the failure of the first failed step
     */
    public static Future<Void> whileTrue(Supplier<Future<Boolean>> step) {
        var loop = new Loop(step);
        loop.turn();
        return loop.end.future();
    }

    /** Runs {@code act} for one item after the other, and stops at the first failure. */
    public static <T> Future<Void> forEach(Iterable<T> items, Function<? super T, ? extends Future<?>> act) {
        Iterator<T> iterator = items.iterator();
        return whileTrue(() -> iterator.hasNext() ? act.apply(iterator.next()).map(true)
                : Future.succeededFuture(false));
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
