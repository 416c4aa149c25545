package nl.rijkscloud.period;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import nl.rijkscloud.kernel.PeriodicTask;

/** Runs the {@link PeriodKeyRotation} every minute. */
final class RotationVerticle extends VerticleBase {
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final PeriodicTask duty;
    private final MeterRegistry metrics;

    public RotationVerticle(PeriodKeyRotation rotation, MeterRegistry metrics) {
        this.duty = new PeriodicTask("period-keys", pass -> rotation.run());
        this.metrics = metrics;
    }

    @Override
    public Future<?> start() {
        duty.bindTo(metrics);
        duty.every(vertx, INTERVAL);
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        return duty.stop();
    }
}
