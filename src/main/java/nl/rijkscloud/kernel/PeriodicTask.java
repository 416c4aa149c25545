package nl.rijkscloud.kernel;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a task in passes, one at a time. A timer or news starts a pass; a request during a pass makes it look once more.
 * All periodic work uses this class, because nothing that a pass does can end the task:
 *
 * <ul>
 * <li>A pass that fails or throws, an {@code Error} included, is logged and counted, and the next interval starts a new
 * pass.
 * <li>A pass asks between its steps if it must stop, and each question is a sign of life. If it has been silent for
 *     longer than the task's patience, it is given up: it is told to stop, in case it wakes, and the next pass begins
 *     beside it.
 * </ul>
 *
 * <p>Safe for use from any thread.
 */
public final class PeriodicTask implements MeterBinder {
    private static final Logger LOG = LoggerFactory.getLogger(PeriodicTask.class);
    /** Longer than a few statements or one file take on an overloaded machine. */
    private static final Duration USUAL_PATIENCE = Duration.ofMinutes(10);

    private static final long STOP_SECONDS = 30;

    private final LongAdder failures = new LongAdder();
    private final LongAdder abandoned = new LongAdder();
    private final String name;
    private final long patience;
    private final LongSupplier nanoTime;
    private final Function<? super Pass, ? extends Future<?>> work;
    private @Nullable Pass current; // null while none runs
    private boolean stopped;
    private int failuresInARow;
    private Runnable cancelTimer = () -> {};

    /**
     * @param name a word for log and metrics
     * @param work one pass; it receives a question that is true once it must stop, and completes when nothing is due
     */
    public PeriodicTask(String name, Function<? super Pass, ? extends Future<?>> work) {
        this(name, USUAL_PATIENCE, work);
    }

    /** @param patience the longest silence of a pass; longer than its longest step */
    public PeriodicTask(String name, Duration patience, Function<? super Pass, ? extends Future<?>> work) {
        this(name, patience, System::nanoTime, work);
    }

    PeriodicTask(String name, Duration patience, LongSupplier nanoTime,
            Function<? super Pass, ? extends Future<?>> work) {
        this.name = name;
        this.patience = patience.toNanos();
        this.nanoTime = nanoTime;
        this.work = work;
    }

    /** Starts a pass now and at every interval until {@link #stop}. */
    public void every(Vertx vertx, Duration interval) {
        var timer = vertx.setPeriodic(0, interval.toMillis(), turn -> run());
        cancelTimer = () -> vertx.cancelTimer(timer);
    }

    /**
     * Starts a pass, or makes the running one look once more. Completes when that pass ends; a failure has been logged
     * by then.
     */
    public Future<Void> run() {
        Pass pass;
        synchronized (this) {
            if (current != null && (stopped || !isStuck(current))) {
                current.again = true;
                return current.end.future();
            }
            if (stopped) {
                return Future.succeededFuture();
            }
            if (current != null) {
                giveUp(current);
            }
            pass = new Pass();
            current = pass;
        }
        Loop.whileTrue(() -> work.apply(pass).map(done -> looksAgain(pass))).onComplete(result -> ended(pass, result));
        return pass.end.future();
    }

    /** Starts no more passes. Completes when the running one has ended, or after half a minute if it hangs. */
    public Future<Void> stop() {
        Pass last;
        synchronized (this) {
            stopped = true;
            last = current;
            if (last != null) {
                last.mustStop = true;
            }
        }
        cancelTimer.run();
        return last == null || isStuck(last)
                ? Future.succeededFuture()
                : last.end.future().timeout(STOP_SECONDS, TimeUnit.SECONDS).otherwiseEmpty();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("rijkscloud.duty.silence", this, PeriodicTask::silence).tag("duty", name).baseUnit("seconds")
                .strongReference(true)
                .description("For how long the running pass has shown no sign of life").register(registry);
        counter(registry, "failed", failures);
        counter(registry, "abandoned", abandoned);
    }

    private void counter(MeterRegistry registry, String outcome, LongAdder counted) {
        FunctionCounter.builder("rijkscloud.duty.passes", counted, LongAdder::sum).tag("duty", name)
                .tag("outcome", outcome)
                .description("Passes that failed, and passes that were given up because they were stuck")
                .register(registry);
    }

    private synchronized double silence() {
        return current == null ? 0 : current.silence() / (double) TimeUnit.SECONDS.toNanos(1);
    }

    private boolean isStuck(Pass pass) {
        return pass.silence() > patience;
    }

    private void giveUp(Pass stuck) {
        stuck.mustStop = true;
        abandoned.increment();
        LOG.error("duty {}: the pass has been silent for {} s and is given up; the next one begins", name,
                TimeUnit.NANOSECONDS.toSeconds(stuck.silence()));
        stuck.end.tryFail(new TimeoutException("duty " + name + " was stuck"));
    }

    private synchronized boolean looksAgain(Pass pass) {
        var more = pass.again && !pass.mustStop;
        pass.again = false;
        if (!more && current == pass) {
            current = null; // from here on a call of run() starts a pass of its own
        }
        return more;
    }

    private void ended(Pass pass, AsyncResult<Void> result) {
        synchronized (this) {
            if (current == pass) {
                current = null;
            }
            failuresInARow = result.failed() ? failuresInARow + 1 : 0;
        }
        if (result.succeeded()) {
            pass.end.tryComplete();
            return;
        }
        failures.increment();
        if (failuresInARow > 1) {
            LOG.warn("duty {} failed again and is tried at its next turn: {}", name, result.cause().toString());
        } else {
            LOG.error("duty {} failed and is tried at its next turn", name, result.cause());
        }
        pass.end.tryFail(result.cause());
    }

    /** One pass, as seen by its work. */
    public final class Pass implements BooleanSupplier {
        private final Promise<Void> end = Promise.promise();
        private volatile long lastSign = nanoTime.getAsLong();
        private volatile boolean mustStop;
        private boolean again; // guarded by the duty

        private Pass() {}

        /** True when the pass has to stop. The pass calls this often, which shows that it does not hang. */
        @Override
        public boolean getAsBoolean() {
            lastSign = nanoTime.getAsLong();
            return mustStop;
        }

        /** True when the pass has to stop; for callers other than the pass itself, such as a timer. */
        public boolean isOver() {
            return mustStop;
        }

        private long silence() {
            return nanoTime.getAsLong() - lastSign;
        }
    }
}
