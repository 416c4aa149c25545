package nl.rijkscloud.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import nl.rijkscloud.kernel.PeriodicTask;

/**
 * Shows the numbers of mails and texts that wait, and of those that failed and that no operator has handled: {@code
 * rijkscloud_outbox{channel, state}}. All servers show the same numbers, because they share the database. The numbers
 * are read at intervals, so that a scrape need not wait for the database.
 */
final class QueueMeters {
    private static final Duration INTERVAL = Duration.ofSeconds(15);
    private static final List<String> CHANNELS = List.of("mail", "sms");

    private final Map<String, AtomicLong> lengths = new ConcurrentHashMap<>();
    private final Queue queue;
    private final PeriodicTask duty = new PeriodicTask("queue-meters", pass -> look());

    QueueMeters(MeterRegistry registry, Queue queue) {
        this.queue = queue;
        for (var channel : CHANNELS) {
            gauge(registry, channel, false);
            gauge(registry, channel, true);
        }
        duty.bindTo(registry);
    }

    void start(Vertx vertx) {
        duty.every(vertx, INTERVAL);
    }

    Future<Void> stop() {
        return duty.stop();
    }

    private void gauge(MeterRegistry registry, String channel, boolean failed) {
        var length = length(channel, failed);
        Gauge.builder("rijkscloud.outbox", length, AtomicLong::get)
                .tag("channel", channel)
                .tag("state", failed ? "failed" : "waiting")
                .description("Letters that wait, or that failed and nobody has looked at")
                .register(registry);
    }

    private Future<?> look() {
        return queue.lengths().onSuccess(found -> {
            lengths.values().forEach(length -> length.set(0));
            found.forEach(one -> length(one.channel(), one.failed()).set(one.number()));
        });
    }

    private AtomicLong length(String channel, boolean failed) {
        return lengths.computeIfAbsent(channel + failed, none -> new AtomicLong());
    }
}
