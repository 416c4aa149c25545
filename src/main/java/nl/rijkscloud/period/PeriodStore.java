package nl.rijkscloud.period;

import static nl.rijkscloud.db.Database.run;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.db.Rows;

/** The statements on {@code period} and {@code key_place}. */
final class PeriodStore {
    /** The number of the advisory lock; no other lock of the portal has it. */
    private static final long LOCK = 0x5045_5249_4f44L;

    /**
     * The period to seal under now. Its row is share-locked until the transaction ends: {@link #close} waits for that,
     * so nothing commits under a period that was closed before.
     */
    Future<Optional<UUID>> current(SqlClient tx) {
        return run(tx, "select id from period where closed_at is null order by number desc limit 1 for share")
                .map(rows -> Rows.first(rows, row -> row.getUUID("id")));
    }

    /** Waits until no other transaction makes a period, and holds the lock until this one ends. */
    Future<Void> lock(SqlClient tx) {
        return run(tx, "select pg_advisory_xact_lock($1)", LOCK).mapEmpty();
    }

    /** Takes the lock without waiting; false when another transaction holds it. */
    Future<Boolean> tryLock(SqlClient tx) {
        return run(tx, "select pg_try_advisory_xact_lock($1) as held", LOCK)
                .map(rows -> rows.iterator().next().getBoolean("held"));
    }

    Future<Void> insert(SqlClient tx, UUID period) {
        return run(tx, "insert into period (id) values ($1)", period).mapEmpty();
    }

    /** Returns the periods whose key exists, the oldest first. */
    Future<List<UUID>> findLiving(SqlClient db) {
        return run(db, "select id from period where destroyed_at is null order by number")
                .map(rows -> Rows.all(rows, row -> row.getUUID("id")));
    }

    /**
     * Closes a period: nothing new is sealed under it. Returns false and changes nothing while a transaction that
     * sealed under it is open.
     */
    Future<Boolean> close(SqlClient db, UUID period, Instant now) {
        return run(db, """
                with held as (select id from period where id = $1 for no key update skip locked)
                update period p set closed_at = coalesce(closed_at, $2) from held
                    where p.id = held.id""", period, Rows.time(now))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Records that the key is gone. Returns false and changes nothing while a transaction that used it is open. */
    Future<Boolean> markDestroyed(SqlClient db, UUID period, Instant now) {
        return run(db, """
                with held as (select id from period where id = $1 for no key update skip locked)
                update period p set closed_at = coalesce(closed_at, $2), destroyed_at = coalesce(destroyed_at, $2)
                from held where p.id = held.id""", period, Rows.time(now))
                .map(rows -> rows.rowCount() == 1);
    }

    /** Periods whose key went after {@code since}. */
    Future<List<UUID>> findEnded(SqlClient db, Instant since) {
        return run(db, "select id from period where destroyed_at > $1 order by number", Rows.time(since))
                .map(rows -> Rows.all(rows, row -> row.getUUID("id")));
    }

    /** Forgets periods that ended before {@code limit}. */
    Future<Void> forget(SqlClient db, Instant limit) {
        return run(db, "delete from period where destroyed_at < $1", Rows.time(limit)).mapEmpty();
    }

    /** The mark of the key place that belongs to this database. */
    Future<Optional<UUID>> mark(SqlClient db) {
        return run(db, "select mark from key_place").map(rows -> Rows.first(rows, row -> row.getUUID("mark")));
    }

    Future<Void> mark(SqlClient db, UUID mark) {
        return run(db, "insert into key_place (mark) values ($1) on conflict do nothing", mark).mapEmpty();
    }
}
