package nl.rijkscloud.request;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.db.Rows;
import nl.rijkscloud.period.SealedRows;
import nl.rijkscloud.vault.SealContext;
import nl.rijkscloud.vault.Slots;
/**
 * The sealed texts of requests, for the rotation of period keys. A request whose text is lost stays valid: its link
 * works, and the mail that was sent still has the text.
 */
final class RequestTextStore implements SealedRows {
    private final Database database;
    private final Slots slots;
    private final InstantSource clock;

    RequestTextStore(Database database, Slots slots, InstantSource clock) {
        this.database = database;
        this.slots = slots;
        this.clock = clock;
    }

    @Override
    public Future<List<Sealed>> hold(SqlClient tx, UUID period, UUID after, int max) {
        return run(tx, """
                select r.transfer_id, r.asked, t.share from request r join transfer t on t.id = r.transfer_id
                where r.asked is not null and period_of(r.asked) = $1 and r.transfer_id > $2
                order by r.transfer_id limit $3 for no key update of r skip locked""", period, after, max)
                .map(rows -> Rows.all(rows, this::sealed));
    }

    @Override
    public Future<Void> write(SqlClient tx, UUID id, byte[] sealed) {
        return run(tx, "update request set asked = $2 where transfer_id = $1", id, Rows.bytes(sealed)).mapEmpty();
    }

    @Override
    public Future<Long> count(UUID period) {
        return database.run("select count(*) as n from request where asked is not null and period_of(asked) = $1",
                period)
                .map(rows -> rows.iterator().next().getLong("n"));
    }

    @Override
    public Future<Long> lose(UUID period) {
        return database.run("""
                with held as (
                    select transfer_id from request where asked is not null and period_of(asked) = $1
                    for no key update skip locked),
                settled as (
                    update request r set asked = null from held where r.transfer_id = held.transfer_id
                    returning r.transfer_id),
                told as (insert into event (transfer_id, at, kind) select transfer_id, $2, 'asked-lost' from settled)
                select count(*) as n from settled""", period, Rows.time(clock.instant()))
                .map(rows -> rows.iterator().next().getLong("n"));
    }

    private Sealed sealed(Row row) {
        var id = row.getUUID("transfer_id");
        var context = slots.openShare(id, Rows.nullableBytes(row, "share")).map(SealContext::asked);
        return new Sealed(id, context, Rows.bytes(row, "asked"));
    }
}
