package nl.rijkscloud.mail;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import nl.rijkscloud.kernel.Bus;
import nl.rijkscloud.kernel.PeriodicTask;
import nl.rijkscloud.outbox.OutboxDrain;

/**
 * Owns the event loop on which mails leave. On a stop it lets running deliveries finish for some seconds and then
 * closes the connections to the server. A delivery that is cut off has a result all the same: the mail waits, or is in
 * an unknown state.
 */
final class MailVerticle extends VerticleBase {
    /** Well below the time that the whole portal has for a stop. */
    private static final Duration GRACE = Duration.ofSeconds(8);

    private final Bus bus;
    private final OutboxDrain drain;
    private final Mailer mailer;
    private final Chores chores;

    /** Work on mails that have left, which runs now and at every interval. */
    record Chores(List<PeriodicTask> tasks, Duration interval, MeterRegistry registry) {
        void start(Vertx vertx) {
            tasks.forEach(task -> {
                task.bindTo(registry);
                task.every(vertx, interval);
            });
        }

        Future<?> stop() {
            return Future.join(tasks.stream().map(PeriodicTask::stop).toList());
        }
    }

    /** @param drain the drain of the mail channel, with {@code mailer} as its transport */
    MailVerticle(Bus bus, OutboxDrain drain, Mailer mailer, Chores chores) {
        this.chores = chores;
        this.bus = bus;
        this.drain = drain;
        this.mailer = mailer;
    }

    @Override
    public Future<?> start() {
        drain.start(vertx, bus);
        chores.start(vertx);
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        return chores.stop().otherwiseEmpty()
                .compose(ended -> drain.stop().timeout(GRACE.toMillis(), TimeUnit.MILLISECONDS).otherwiseEmpty())
                .eventually(mailer::close)
                .eventually(drain::stop);
    }
}
