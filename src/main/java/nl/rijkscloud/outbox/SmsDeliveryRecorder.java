package nl.rijkscloud.outbox;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.db.Database;

/**
 * What a gateway reports about text messages that it has taken. A message that nobody knows is as good as one that
 * everybody knows: the gateway learns nothing from the difference. Safe for use from any thread.
 */
public final class SmsDeliveryRecorder {
    public enum Outcome { DELIVERED, FAILED }

    private final OutboxStore store;
    private final InstantSource clock;

    public SmsDeliveryRecorder(Database database, InstantSource clock) {
        this.store = new OutboxStore(database);
        this.clock = clock;
    }

    /**
     * Writes the outcome down, when it is news.
     *
     * @param reference the letter's id; {@code providerId}: what the gateway calls it; one of them is enough
     */
    public Future<Void> reported(Optional<UUID> reference, Optional<String> providerId, Outcome outcome) {
        return store.reported(
                reference.orElse(null), providerId.orElse(null), outcome.name().toLowerCase(Locale.ROOT), clock.instant());
    }
}
