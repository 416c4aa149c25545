package nl.rijkscloud.outbox;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Bus;
import nl.rijkscloud.kernel.Bus.Topic;
import nl.rijkscloud.period.PeriodSeal;
import nl.rijkscloud.period.SealedRows;
import nl.rijkscloud.vault.SealContext;

/**
 * Holds messages that are due as rows, written in the transaction that makes them due: a crash loses none, and a
 * rollback sends none. An {@link OutboxDrain} of each channel empties it. Safe for use from any thread.
 */
public final class Outbox {
    /** Told after a commit that put something in; a listener that misses it finds the row when it next looks. */
    public static final Topic<OutboundMessage.Channel> FILLED =
            new Topic<>("outbox.filled", OutboundMessage.Channel.class);

    private final MessageStore store = new MessageStore();
    private final PeriodSeal seal;
    private final InstantSource clock;
    private final Bus bus;

    public Outbox(PeriodSeal seal, InstantSource clock, Bus bus) {
        this.seal = seal;
        this.clock = clock;
        this.bus = bus;
    }

    /** Messages that wait, for the rotation of period keys. */
    public static SealedRows sealedRows(Database database, InstantSource clock) {
        return new PayloadStore(database, clock);
    }

    /** Adds a message in the caller's transaction, and returns its id. Call {@link #wake} after the commit. */
    public Future<UUID> add(SqlClient tx, OutboundMessage message) {
        return add(tx, message, clock.instant());
    }

    /** Adds a message that leaves no earlier than {@code notBefore}; a moment in the past means at once. */
    public Future<UUID> add(SqlClient tx, OutboundMessage message, Instant notBefore) {
        var id = UUID.randomUUID();
        var now = clock.instant();
        return seal.seal(tx, SealContext.letter(id), SealedValues.write(message.values()))
                .compose(payload ->
                        store.insert(tx, id, message, payload, now, notBefore.isAfter(now) ? notBefore : null))
                .map(id);
    }

    /** Takes out a message that has not been handed over yet; one that is being handed over may still arrive. */
    public Future<Void> withdraw(SqlClient tx, UUID id) {
        return store.withdraw(tx, id);
    }

    /** Takes out a transfer's messages of one template to one address. */
    public Future<Void> withdraw(SqlClient tx, UUID transfer, String template, String recipient) {
        return store.withdraw(tx, transfer, template, recipient);
    }

    /** Cancels a transfer's waiting messages, and wipes the links in them. */
    public Future<Void> cancel(SqlClient tx, UUID transfer) {
        return store.cancel(tx, transfer, clock.instant());
    }

    /** Tells the verticle that sends these that there is work. */
    public void wake(OutboundMessage.Channel channel) {
        bus.tell(FILLED, channel);
    }
}
