package nl.rijkscloud.kernel;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports the age of the oldest entry of a queue in the gauge {@code rijkscloud_queue_age_seconds}, and warns in the
 * log when it is too old, at once and then every quarter of an hour. A queue that has stopped is noticed whatever
 * stopped it. Safe for use from any thread.
 */
public final class QueueAge implements MeterBinder {
    private static final Logger LOG = LoggerFactory.getLogger(QueueAge.class);
    private static final long SILENCE = Duration.ofMinutes(15).toNanos();
    private static final long NEVER = Long.MIN_VALUE;

    private final AtomicLong seconds = new AtomicLong();
    private final AtomicLong warnedAt = new AtomicLong(NEVER);
    private final String queue;
    private final Duration tooLong;
    private final LongSupplier nanoTime;
    private final Supplier<Future<Duration>> oldest;

    /**
     * @param queue a word for log and metric
     * @param oldest the age of the oldest entry, zero if none waits
     */
    public QueueAge(String queue, Duration tooLong, Supplier<Future<Duration>> oldest) {
        this(queue, tooLong, System::nanoTime, oldest);
    }

    QueueAge(String queue, Duration tooLong, LongSupplier nanoTime, Supplier<Future<Duration>> oldest) {
        this.queue = queue;
        this.tooLong = tooLong;
        this.nanoTime = nanoTime;
        this.oldest = oldest;
    }

    /** The task that measures the age. */
    public PeriodicTask duty() {
        return new PeriodicTask(queue + "-age", pass -> look());
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("rijkscloud.queue.age", seconds, AtomicLong::get).tag("queue", queue).baseUnit("seconds")
                .strongReference(true)
                .description("For how long the oldest of the queue has waited").register(registry);
    }

    private Future<Void> look() {
        return oldest.get().map(age -> {
            seconds.set(Math.max(0, age.toSeconds()));
            if (age.compareTo(tooLong) <= 0) {
                warnedAt.set(NEVER);
            } else if (warnedAt.get() == NEVER || nanoTime.getAsLong() - warnedAt.get() >= SILENCE) {
                warnedAt.set(nanoTime.getAsLong());
                LOG.warn("the oldest of the queue of {} has waited for {} minutes", queue, age.toMinutes());
            }
            return null;
        });
    }
}
