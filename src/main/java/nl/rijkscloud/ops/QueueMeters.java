package nl.rijkscloud.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import nl.rijkscloud.outbox.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many mails and texts wait, and how many failed and nobody has looked at: {@code rijkscloud_outbox{channel, state}}. Every server shows the same,
 * since they share the database. A scrape must not wait for that, so the numbers are fetched now and then.
 */
public final class QueueMeters {
    private static final Logger LOG = LoggerFactory.getLogger(QueueMeters.class);
    private static final Duration INTERVAL = Duration.ofSeconds(15);
    private static final List<String> CHANNELS = List.of("mail", "sms");

    private final Map<String, AtomicLong> lengths = new ConcurrentHashMap<>();
    private final Vertx vertx;
    private final Queue queue;
    private final long timer;

    public QueueMeters(Vertx vertx, MeterRegistry registry, Queue queue) {
        this.vertx = vertx;
        this.queue = queue;
        for (var channel : CHANNELS) {
            gauge(registry, channel, false);
            gauge(registry, channel, true);
        }
        timer = vertx.setPeriodic(0, INTERVAL.toMillis(), now -> look());
    }

    public Future<Void> close() {
        vertx.cancelTimer(timer);
        return Future.succeededFuture();
    }

    private void gauge(MeterRegistry registry, String channel, boolean failed) {
        var length = lengths.computeIfAbsent(key(channel, failed), none -> new AtomicLong());
        Gauge.builder("rijkscloud.outbox", length, AtomicLong::get)
                .tag("channel", channel)
                .tag("state", failed ? "failed" : "waiting")
                .description("Letters that wait, or that failed and nobody has looked at")
                .register(registry);
    }

    private void look() {
        queue.lengths()
                .onSuccess(found -> {
                    lengths.values().forEach(length -> length.set(0));
                    found.forEach(one -> lengths.get(key(one.channel(), one.failed())).set(one.number()));
                })
                .onFailure(failure -> LOG.warn("The queues cannot be counted: {}", failure.toString()));
    }

    private static String key(String channel, boolean failed) {
        return channel + failed;
    }
}
