package nl.rijkscloud.outbox;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.db.Database;

/**
 * Records the delivery reports of an SMS gateway. The answer is the same for known and unknown messages, so the gateway
 * learns nothing from it. Safe for use from any thread.
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
     * Records the outcome if it is new.
     *
     * @param reference the id of the message; {@code providerId}: its id at the gateway; one of them is enough
     */
    public Future<Void> record(Optional<UUID> reference, Optional<String> providerId, Outcome outcome) {
        return store.recordReport(
                reference.orElse(null), providerId.orElse(null), outcome.name().toLowerCase(Locale.ROOT),
                clock.instant());
    }
}
