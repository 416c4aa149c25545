package nl.rijkscloud.custodian;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import nl.rijkscloud.db.Rows;

/** Statements on expired transfers and on permissions to destroy them. */
final class DestructionStore {
    private static final String LIVE = "state not in ('withdrawn', 'destroyed')";

    /** A transfer from outsiders that nobody has downloaded: kept past its time, until the latest end of its links. */
    private static final String SPARED = """
            exists (select from uncollected u where u.transfer_id = transfer.id and u.latest_end > $1
                and transfer.state = 'delivered' and transfer.downloaded_at is null)""";

    /** An expired transfer; transfers are ordered by {@code expiresAt}, then {@code id}. */
    record Due(UUID id, Instant expiresAt) {
        /** The position before all transfers that became due after this moment. */
        static Due first(Instant after) {
            return new Due(new UUID(-1, -1), after);
        }
    }

    /** The next transfers that were due at {@code now}, in order. */
    Future<List<Due>> due(SqlClient db, Instant now, Due after, int most) {
        return run(db,
                "select id, expires_at from transfer where expires_at <= $1 and (expires_at, id) > ($2, $3) and " + LIVE
                        + " and not " + SPARED + " order by expires_at, id limit $4",
                        Rows.time(now), Rows.time(after.expiresAt()),
                        after.id(), most)
                .map(rows -> Rows.all(rows, row -> new Due(row.getUUID("id"), Rows.instant(row, "expires_at"))));
    }

    /** True if the transfer is kept past its time. Ask it once its row is locked. */
    Future<Boolean> isSpared(SqlClient tx, UUID id, Instant now) {
        return run(tx, "select from transfer where id = $2 and " + SPARED, Rows.time(now), id)
                .map(rows -> rows.size() > 0);
    }

    /** Counts due transfers up to {@code most}, because this is asked every minute. */
    Future<Long> countDue(SqlClient db, Instant now, int most) {
        return run(db,
                "select count(*) as n from (select from transfer where expires_at <= $1 and " + LIVE + " limit $2) due",
                        Rows.time(now), most)
                .map(rows -> rows.iterator().next().getLong("n"));
    }

    Future<Long> countLive(SqlClient db) {
        return run(db, "select count(*) as n from transfer where " + LIVE)
                .map(rows -> rows.iterator().next().getLong("n"));
    }

    Future<Boolean> isReleased(SqlClient db, long due, Instant now) {
        return run(db, "select from destruction_release where most >= $1 and until > $2", due, Rows.time(now))
                .map(rows -> rows.size() > 0);
    }

    Future<Void> release(SqlClient db, long most, Instant until) {
        return run(db, "insert into destruction_release (most, until) values ($1, $2)"
                        + " on conflict (one) do update set most = excluded.most, until = excluded.until", most,
                        Rows.time(until))
                .mapEmpty();
    }

    /** Records that a pass of expiry went through everything that was due, for the privacy officer. */
    Future<Void> markPass(SqlClient db, Instant now) {
        return run(db, """
                insert into chore (name, finished_at) values ('expiry', $1)
                on conflict (name) do update set finished_at = excluded.finished_at""", Rows.time(now)).mapEmpty();
    }
}
