package nl.rijkscloud.outbox;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.db.Rows;
import nl.rijkscloud.kernel.Bus;
import nl.rijkscloud.kernel.Topic;
import nl.rijkscloud.period.PeriodSeal;
import nl.rijkscloud.period.SealedRows;
import nl.rijkscloud.vault.SealContext;

/**
 * Where duties to send wait: rows, written in the transaction that makes them due, so that a crash loses none and a
 * rollback sends none. Mail and code verticles drain it. Safe for use from any thread.
 */
public final class Outbox {
    /** Told after a commit that put something in; a listener that misses it finds the row when it next looks. */
    public static final Topic<OutboundMessage.Channel, Void> FILLED = new Topic<>("outbox.filled");

    private final PeriodSeal seal;
    private final InstantSource clock;
    private final Bus bus;

    public Outbox(PeriodSeal seal, InstantSource clock, Bus bus) {
        this.seal = seal;
        this.clock = clock;
        this.bus = bus;
    }

    /** The letters that wait, for the rotation of period keys. */
    public static SealedRows sealedRows(Database database, InstantSource clock) {
        return new PayloadStore(database, clock);
    }

    /** Puts the letter in the box, in the caller's transaction. Answers its id. Call {@link #wake} after the commit. */
    public Future<UUID> add(SqlClient tx, OutboundMessage letter) {
        return add(tx, letter, clock.instant());
    }

    /** The same for a letter that must wait. @param notBefore when it may leave; a time that is over means at once */
    public Future<UUID> add(SqlClient tx, OutboundMessage letter, Instant notBefore) {
        var id = UUID.randomUUID();
        var now = clock.instant();
        var waits = notBefore.isAfter(now);
        var due = waits ? notBefore : now;
        return seal.seal(tx, SealContext.letter(id), SealedValues.write(letter.values())).compose(payload -> Database.run(
                        tx,
                        """
                        insert into outbox (
                            id, channel, transfer_id, template, language, recipient, payload, due_at, expires_at,
                            created_at, not_before)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)\
                        """,
                        id,
                        letter.channel().sql(),
                        letter.transfer(),
                        letter.template(),
                        letter.language().code(),
                        letter.recipient(),
                        Rows.bytes(payload),
                        Rows.time(due),
                        Rows.time(due.plus(letter.retryFor())),
                        Rows.time(now),
                        waits ? Rows.time(due) : null))
                .map(id);
    }

    /** Takes a letter out that has not been carried yet: what it says is no longer true. One that is being carried may still arrive. */
    public Future<Void> withdraw(SqlClient tx, UUID id) {
        return withdraw(tx, "id = $1", id);
    }

    /** The same for letters of a transfer to one address. */
    public Future<Void> withdraw(SqlClient tx, UUID transfer, String template, String recipient) {
        return withdraw(tx, "transfer_id = $1 and template = $2 and recipient = $3", transfer, template, recipient);
    }

    private static Future<Void> withdraw(SqlClient tx, String which, Object... values) {
        return Database.run(tx, """
                with kept as (update outbox set payload = null where %1$s and state = 'unknown' and payload is not null)
                delete from outbox where %1$s and state = 'waiting'""".formatted(which), values).mapEmpty();
    }

    /** Takes a transfer's letters that have not gone out yet back, in the caller's transaction; the links in them are wiped. */
    public Future<Void> cancel(SqlClient tx, UUID transfer) {
        return Database.run(
                        tx,
                        """
                        update outbox set payload = null, settled_at = coalesce(settled_at, $2),
                            state = case state when 'waiting' then 'cancelled' else state end
                        where transfer_id = $1 and state in ('waiting', 'unknown')\
                        """,
                        transfer,
                        Rows.time(clock.instant()))
                .mapEmpty();
    }

    /** Tells the verticle that sends these that there is work. */
    public void wake(OutboundMessage.Channel channel) {
        bus.tell(FILLED, channel);
    }
}
