package nl.rijkscloud.mail;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import nl.rijkscloud.kernel.Bus;
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

    /** @param drain the drain of the mail channel, with {@code mailer} as its transport */
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
        return drain.stop().timeout(GRACE.toMillis(), TimeUnit.MILLISECONDS).otherwiseEmpty().eventually(mailer::close)
                .eventually(drain::stop);
    }
}
