package nl.rijkscloud.mail;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import nl.rijkscloud.kernel.Bus;
import nl.rijkscloud.outbox.OutboxDrain;

/**
 * The event loop on which mails leave. Stopping it lets the mails finish that are on their way, for some seconds, and closes the
 * connections to the server. A mail that is cut off so has its verdict all the same, and waits or is unsure.
 */
public final class MailVerticle extends VerticleBase {
    /** Well within the time that stopping the whole portal may take. */
    private static final Duration GRACE = Duration.ofSeconds(8);

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
        return drain.stop().timeout(GRACE.toMillis(), TimeUnit.MILLISECONDS).otherwiseEmpty().eventually(mailer::close).eventually(drain::stop);
    }
}
