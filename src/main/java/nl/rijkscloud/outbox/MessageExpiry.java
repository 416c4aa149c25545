package nl.rijkscloud.outbox;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import nl.rijkscloud.db.DatabaseAway;
import nl.rijkscloud.kernel.Loop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives up messages of one channel that have waited too long, and wipes their payloads. This cannot be undone, so it
 * pauses while the clock is not trusted. A row that fails delays neither other rows nor messages that can still go out.
 */
final class MessageExpiry {
    /** The number of messages in one statement. */
    static final int BATCH = 200;

    private static final Logger LOG = LoggerFactory.getLogger(MessageExpiry.class);
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final OutboxStore store;
    private final OutboundMessage.Channel channel;
    private final InstantSource clock;
    private volatile BooleanSupplier held = () -> false;

    MessageExpiry(OutboxStore store, OutboundMessage.Channel channel, InstantSource clock) {
        this.store = store;
        this.channel = channel;
        this.clock = clock;
    }

    /** @param held true while the clock is not trusted */
    void heldBy(BooleanSupplier held) {
        this.held = held;
    }

    /** Fails only if the database is unavailable. */
    Future<Void> run(BooleanSupplier stopped) {
        return Loop.whileTrue(() -> stopped.getAsBoolean() || held.getAsBoolean()
                        ? Future.succeededFuture(false)
                        : store.expire(channel, clock.instant(), BATCH).map(expired -> expired == BATCH))
                .recover(failure -> failure instanceof DatabaseAway ? Future.failedFuture(failure)
                        : singly(stopped, failure));
    }

    /** Handles the rows one by one after a statement for all of them has failed. */
    private Future<Void> singly(BooleanSupplier stopped, Throwable failure) {
        LOG.error("letters ({}) whose time is over are given up one by one", channel, failure);
        var place = new UUID[] {BEFORE_ALL};
        return Loop.whileTrue(() -> stopped.getAsBoolean() || held.getAsBoolean()
                ? Future.succeededFuture(false)
                : store.expired(channel, clock.instant(), place[0], BATCH).compose(page -> Loop.forEach(page, id -> {
                    place[0] = id;
                    return store.expire(channel, clock.instant(), id).recover(again -> {
                        LOG.warn("letter {} could not be given up and is tried again: {}", id, again.toString());
                        return Future.succeededFuture();
                    });
                }).map(done -> page.size() == BATCH)));
    }
}
