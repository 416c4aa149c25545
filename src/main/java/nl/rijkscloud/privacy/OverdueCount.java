package nl.rijkscloud.privacy;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Counts overdue data every five minutes, for a metric that an alert watches. */
final class OverdueCount implements MeterBinder {
    /** Counting reads every transfer that has not ended. */
    private static final Duration BETWEEN = Duration.ofMinutes(5);

    private final Retention retention;
    private final InstantSource clock;
    private Instant next = Instant.MIN;
    private volatile long overdue;

    OverdueCount(Retention retention, InstantSource clock) {
        this.retention = retention;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("rijkscloud.overdue", this, count -> count.overdue).strongReference(true)
                .description("Transfers, keys, documents, messages and people that should have been gone an hour ago")
                .register(registry);
    }

    /** Counts, unless it did so in the last five minutes. */
    Future<Void> look() {
        var now = clock.instant();
        if (now.isBefore(next)) {
            return Future.succeededFuture();
        }
        next = now.plus(BETWEEN);
        return retention.countOverdue().onSuccess(count -> overdue = count).mapEmpty();
    }
}
