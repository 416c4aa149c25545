package nl.rijkscloud.link;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.db.Rows;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.period.SealedRows;
import nl.rijkscloud.vault.SealContext;
import nl.rijkscloud.vault.Slots;

/** The pending slots of transfers, as the rotation of period keys sees them. */
final class PendingStore implements SealedRows {
    private final Database database;
    private final Slots slots;
    private final Function<UUID, Future<Void>> lost;

    /** @param lost settles a transfer whose key is lost */
    PendingStore(Database database, Slots slots, Function<UUID, Future<Void>> lost) {
        this.database = database;
        this.slots = slots;
        this.lost = lost;
    }

    @Override
    public Future<List<Sealed>> hold(SqlClient tx, UUID period, UUID after, int most) {
        return run(tx, """
                select s.transfer_id, s.sealed, t.share from slot s join transfer t on t.id = s.transfer_id
                where s.kind = 'pending' and period_of(s.sealed) = $1 and s.transfer_id > $2
                order by s.transfer_id limit $3 for no key update of s skip locked""", period, after, most)
                .map(rows -> Rows.all(rows, this::sealed));
    }

    @Override
    public Future<Void> write(SqlClient tx, UUID id, byte[] sealed) {
        return run(tx, "update slot set sealed = $2 where transfer_id = $1 and kind = 'pending'", id,
                Rows.bytes(sealed)).mapEmpty();
    }

    @Override
    public Future<Long> count(UUID period) {
        return database.run("select count(*) as n from slot where kind = 'pending' and period_of(sealed) = $1", period)
                .map(rows -> rows.iterator().next().getLong("n"));
    }

    @Override
    public Future<Long> lose(UUID period) {
        var count = new AtomicLong();
        return database.run("select transfer_id from slot where kind = 'pending' and period_of(sealed) = $1", period)
                .map(rows -> Rows.all(rows, row -> row.getUUID("transfer_id")))
                .compose(all ->
                        Loop.forEach(all, transfer -> lost.apply(transfer).onSuccess(done -> count.incrementAndGet())))
                .map(done -> count.get());
    }

    private Sealed sealed(Row row) {
        var id = row.getUUID("transfer_id");
        return new Sealed(
                id, slots.openShare(id, Rows.nullableBytes(row, "share")).map(SealContext::pending),
                Rows.bytes(row, "sealed"));
    }
}
