package nl.rijkscloud.period;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the {@link Rotation} every minute, one run at a time. A run that fails is begun anew at the next turn. Belongs to one event loop. */
public final class RotationVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(RotationVerticle.class);
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final Rotation rotation;
    private Future<Void> running = Future.succeededFuture();

    public RotationVerticle(Rotation rotation) {
        this.rotation = rotation;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(0, INTERVAL.toMillis(), timer -> turn());
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        return running.otherwiseEmpty();
    }

    private void turn() {
        if (running.isComplete()) {
            running = Future.<Void>succeededFuture()
                    .compose(now -> rotation.run()) // what it throws fails this future
                    .onFailure(failure -> LOG.error("replacing the period key failed and is tried again", failure));
        }
    }
}
