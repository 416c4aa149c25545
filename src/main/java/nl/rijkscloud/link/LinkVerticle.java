package nl.rijkscloud.link;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.List;
import nl.rijkscloud.kernel.PeriodicTask;

/**
 * Runs the periodic work on links and sessions on its event loop: reminders send links again, and old sessions are
 * deleted.
 */
final class LinkVerticle extends VerticleBase {
    private final List<PeriodicTask> tasks;
    private final Duration interval;
    private final MeterRegistry registry;

    /** @param tasks run at once and then in every interval, until the verticle stops */
    LinkVerticle(List<PeriodicTask> tasks, Duration interval, MeterRegistry registry) {
        this.tasks = List.copyOf(tasks);
        this.interval = interval;
        this.registry = registry;
    }

    @Override
    public Future<?> start() {
        tasks.forEach(task -> {
            task.bindTo(registry);
            task.every(vertx, interval);
        });
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        return Future.join(tasks.stream().map(PeriodicTask::stop).toList());
    }
}
