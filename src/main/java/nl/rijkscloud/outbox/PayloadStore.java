package nl.rijkscloud.outbox;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.db.Rows;
import nl.rijkscloud.period.SealedRows;
import nl.rijkscloud.vault.SealContext;

/**
 * Payloads of waiting messages, for the rotation of period keys. A message in delivery may be sealed anew: it has been
 * opened by then.
 */
final class PayloadStore implements SealedRows {
    private final Database database;
    private final InstantSource clock;

    PayloadStore(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Future<List<Sealed>> hold(SqlClient tx, UUID period, UUID after, int most) {
        return run(tx, """
                select id, payload from outbox where payload is not null and period_of(payload) = $1 and id > $2
                order by id limit $3 for no key update skip locked""", period, after, most)
                .map(rows -> Rows.all(rows, row -> new Sealed(
                        row.getUUID("id"), Optional.of(SealContext.letter(row.getUUID("id"))),
                        Rows.bytes(row, "payload"))));
    }

    @Override
    public Future<Void> write(SqlClient tx, UUID id, byte[] sealed) {
        return run(tx, "update outbox set payload = $2 where id = $1", id, Rows.bytes(sealed)).mapEmpty();
    }

    @Override
    public Future<Long> count(UUID period) {
        return database.run(
                "select count(*) as n from outbox where payload is not null and period_of(payload) = $1", period)
                .map(rows -> rows.iterator().next().getLong("n"));
    }

    /** Leaves out messages that another transaction holds; the next attempt to deliver them settles them. */
    @Override
    public Future<Long> lose(UUID period) {
        return database.run("""
                with held as (
                    select id from outbox where payload is not null and period_of(payload) = $1 for no key update skip
                        locked),
                settled as (
                    update outbox o set payload = null, settled_at = coalesce(settled_at, $2), state = case state
                        when 'waiting' then 'lost' else state end
                    from held where o.id = held.id returning o.id, transfer_id, channel, state),
                told as (
                    insert into event (transfer_id, at, kind, outbox_id)
                    select transfer_id, $2, channel || '-lost', id from settled where transfer_id is not null
                        and state = 'lost')
                select count(*) as n from settled where state = 'lost'""", period, Rows.time(clock.instant()))
                .map(rows -> rows.iterator().next().getLong("n"));
    }
}
