package nl.rijkscloud.outbox;

import io.vertx.core.Future;
import java.util.function.BooleanSupplier;
import nl.rijkscloud.audit.AuditWiring;
import nl.rijkscloud.period.PeriodSeal;
import nl.rijkscloud.period.PeriodWiring;
import nl.rijkscloud.period.SealedRows;
import nl.rijkscloud.platform.Platform;

/** Wires the outbox, the queues that operators see, and the chores that empty it. */
public final class OutboxWiring {
    private final Platform platform;
    private final PeriodSeal seal;
    private final BooleanSupplier expiryHeld;
    private final Outbox outbox;
    private final Queue queue;
    private final QueueMeters meters;

    /** @param expiryHeld true while old messages must not be given up, because the clock is not believed */
    public OutboxWiring(Platform platform, PeriodWiring period, AuditWiring audit, BooleanSupplier expiryHeld) {
        this.platform = platform;
        this.seal = period.seal();
        this.expiryHeld = expiryHeld;
        outbox = new Outbox(seal, platform.clock(), platform.bus());
        queue = new Queue(platform.database(), outbox, audit.audit(), platform.clock());
        meters = new QueueMeters(platform.metrics(), queue);
    }

    public Outbox outbox() {
        return outbox;
    }

    public Queue queue() {
        return queue;
    }

    /** Counts what waits now and then, until {@link #stopMeters}. */
    public void startMeters() {
        meters.start(platform.vertx());
    }

    public Future<Void> stopMeters() {
        return meters.stop();
    }

    /** The rows that the rotation of period keys seals anew. */
    public SealedRows sealedRows() {
        return Outbox.sealedRows(platform.chores(), platform.clock());
    }

    public OutboxDrain drain(OutboundMessage.Channel channel, Transport transport) {
        return new OutboxDrain(platform.chores(), seal, platform.clock(), platform.random(), channel, transport)
                .expiryHeldBy(expiryHeld)
                .measuredBy(platform.metrics());
    }
}
