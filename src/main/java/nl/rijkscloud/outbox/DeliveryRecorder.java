package nl.rijkscloud.outbox;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import nl.rijkscloud.outbox.OutboxStore.Claim;
import nl.rijkscloud.outbox.Transport.DeliveryResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records the result of a delivery: settles the message, or postpones it to the next attempt. Any thread. */
final class DeliveryRecorder {
    /**
     * Waits between attempts: 5 seconds after the first failure, because most trouble is a short restart; then 30
     * seconds, doubled up to an hour. Each wait varies by a fifth at random, so that messages that failed together do
     * not come back together.
     */
    record Backoff(RandomGenerator random) {
        private static final Duration FIRST = Duration.ofSeconds(5);
        private static final Duration SECOND = Duration.ofSeconds(30);
        private static final Duration MOST = Duration.ofHours(1);
        private static final int DOUBLINGS_TO_MOST = 7;

        /** @param attempts the number of attempts so far, at least 1 */
        Duration after(int attempts) {
            var calm = attempts == 1 ? FIRST : SECOND.multipliedBy(1L << Math.min(attempts - 2, DOUBLINGS_TO_MOST));
            var capped = calm.compareTo(MOST) < 0 ? calm : MOST;
            return Duration.ofMillis(Math.round(capped.toMillis() * random.nextDouble(0.8, 1.2)));
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryRecorder.class);

    private final OutboxStore store;
    private final InstantSource clock;
    private final Backoff backoff;
    private final OutboundMessage.Channel channel;

    DeliveryRecorder(
            OutboxStore store, InstantSource clock, RandomGenerator random, OutboundMessage.Channel channel) {
        this.store = store;
        this.clock = clock;
        this.backoff = new Backoff(random);
        this.channel = channel;
    }

    /** Fails if the database does not take the result. */
    Future<Void> record(Claim claim, DeliveryResult result) {
        if (result instanceof DeliveryResult.Later(var reason)) {
            var due = earlier(clock.instant().plus(backoff.after(claim.attempts())), claim.expiresAt());
            LOG.warn(
                    "Letter {} ({}) waits until {} after attempt {}: {}",
                    claim.id(),
                    claim.template(),
                    due,
                    claim.attempts(),
                    reason);
            return store.postpone(claim, due, reason);
        }
        if (result instanceof DeliveryResult.Unknown(var reason)) {
            LOG.warn("Letter {} ({}) may have been taken and is not repeated: {}", claim.id(),
                    claim.template(), reason);
        }
        return result instanceof DeliveryResult.Lost
                ? store.lost(claim, channel, clock.instant())
                : store.settle(claim.id(), channel, result, clock.instant());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
