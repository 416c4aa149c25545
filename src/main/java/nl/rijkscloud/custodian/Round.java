package nl.rijkscloud.custodian;

import io.vertx.core.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that a timer starts, one round at a time: a round that takes longer than the interval is not overtaken.
 * Belongs to one event loop.
 */
final class Round {
    private static final Logger LOG = LoggerFactory.getLogger(Round.class);

    private final String name;
    private final Function<BooleanSupplier, Future<?>> work;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private Future<?> running = Future.succeededFuture();

    /** @param work gets told when to stop */
    Round(String name, Function<BooleanSupplier, Future<?>> work) {
        this.name = name;
        this.work = work;
    }

    void start() {
        if (running.isComplete() && !stopped.get()) {
            running = work.apply(stopped::get)
                    .onFailure(failure -> LOG.error("{} failed and is tried again", name, failure));
        }
    }

    /** Completes when a running round has ended. */
    Future<Void> stop() {
        stopped.set(true);
        return running.<Void>mapEmpty().otherwiseEmpty();
    }
}
