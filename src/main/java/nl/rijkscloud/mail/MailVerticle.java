package nl.rijkscloud.mail;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import nl.rijkscloud.bus.Bus;
import nl.rijkscloud.outbox.OutboxDrain;

/**
 * The event loop on which mails leave. Stopping it lets the mails finish that are on their way, and closes the
 * connections to the server.
 */
public final class MailVerticle extends VerticleBase {
    private final Bus bus;
    private final OutboxDrain drain;
    private final Mailer mailer;

    /** @param drain the drain of the mail channel, with {@code mailer} as its carrier */
    public MailVerticle(Bus bus, OutboxDrain drain, Mailer mailer) {
        this.bus = bus;
        this.drain = drain;
        this.mailer = mailer;
    }

    @Override
    public Future<?> start() {
        drain.start(vertx, bus);
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        return drain.stop().eventually(mailer::close);
    }
}
