package nl.rijkscloud.code;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import nl.rijkscloud.kernel.Bus;
import nl.rijkscloud.outbox.OutboxDrain;
import nl.rijkscloud.sms.SmsGateway;

/** Sends text messages from the outbox on its event loop. A stop waits for those that are being sent. */
final class OtpVerticle extends VerticleBase {
    private final Bus bus;
    private final OutboxDrain drain;
    private final SmsGateway gateway;

    /** @param drain the drain of the SMS channel, which hands messages to {@code gateway} */
    OtpVerticle(Bus bus, OutboxDrain drain, SmsGateway gateway) {
        this.bus = bus;
        this.drain = drain;
        this.gateway = gateway;
    }

    @Override
    public Future<?> start() {
        drain.start(vertx, bus);
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        return drain.stop().eventually(gateway::close);
    }
}
