package nl.rijkscloud.period;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Loop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces the period key: begins a new period in time, seals living rows anew and destroys the older keys. A key lives
 * {@link #MOST} at most, even if some rows could not be sealed anew; those rows are settled as lost.
 *
 * <p>Every server may run it at any time, and each run continues where another one stopped: a new period begins under a
 * database lock, rows are shared in batches that skip locked ones, and an old key is destroyed only when no transaction
 * can seal under it any more.
 */
final class PeriodKeyRotation {
    /** The longest life of a key while a server runs and reaches the database and the key place. */
    public static final Duration MOST = Duration.ofHours(25);

    /** How long new content is sealed under one key. */
    static final Duration SEALS = Duration.ofHours(23);

    /** From this age on a key is destroyed whatever is still sealed under it, some runs before {@link #MOST}. */
    static final Duration FORCED = MOST.minusMinutes(10);

    /** The time within which another server opens content that it has just read, after the next period has begun. */
    static final Duration GRACE = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(PeriodKeyRotation.class);
    private static final Duration ORPHAN = Duration.ofHours(1);
    private static final Duration SETTLED = Duration.ofDays(3);
    private static final Duration REMEMBERED = Duration.ofDays(30);
    private static final int BATCH = 100;
    private static final UUID FIRST = new UUID(0, 0);

    private final PeriodStore store = new PeriodStore();
    private final Database database;
    private final PeriodKeys keys;
    private final PeriodSeal seal;
    private final List<SealedRows> tables;
    private final InstantSource clock;

    public PeriodKeyRotation(Database database, PeriodKeys keys, PeriodSeal seal, List<SealedRows> tables,
            InstantSource clock) {
        this.database = database;
        this.keys = keys;
        this.seal = seal;
        this.tables = List.copyOf(tables);
        this.clock = clock;
    }

    /** Runs once; does little if nothing is due. */
    public Future<Void> run() {
        return begin()
                .compose(done -> reseal(PeriodCipher.BEFORE_PERIODS))
                .compose(done -> store.findLiving(database.client()))
                .compose(living -> {
                    keys.keep(living);
                    return Loop.forEach(living.subList(0, Math.max(0, living.size() - 1)),
                            old -> end(old, living.getLast()));
                })
                .compose(done -> lose())
                .compose(done -> tidy());
    }

    /** Begins a period if the newest one is old, absent or without its key. Only one of several servers begins it. */
    public Future<Void> begin() {
        return isDue(store.findLiving(database.client())).compose(due -> due
                ? database.<Void>inTransaction(tx -> store.tryLock(tx).compose(alone -> alone
                        ? isDue(store.findLiving(tx))
                        .compose(still -> still ? keys.make(tx).mapEmpty() : Future.succeededFuture())
                        : Future.succeededFuture()))
                : Future.succeededFuture());
    }

    private Future<Boolean> isDue(Future<List<UUID>> living) {
        return living.compose(periods -> periods.isEmpty() || isOlder(periods.getLast(), SEALS)
                ? Future.succeededFuture(true)
                : keys.listPeriods().map(present -> !present.contains(periods.getLast())));
    }

    /** Replaces a key from the future at once: a wrong clock made it, and its age is unknown. */
    private boolean isOlder(UUID period, Duration age) {
        var made = PeriodKey.madeAt(period);
        var now = clock.instant();
        return !made.plus(age).isAfter(now) || made.isAfter(now.plus(ORPHAN));
    }

    /**
     * Seals all rows anew before the old key is destroyed, and again after the period was closed, because a transaction
     * that began earlier may have added rows.
     */
    private Future<Void> end(UUID old, UUID successor) {
        return keys.find(old).compose(key -> key.isEmpty()
                ? destroy(old)
                : reseal(old)
                        .compose(done -> close(old))
                        .compose(closed -> reseal(old).compose(done -> left(old))
                                .compose(left -> isOver(old, successor, closed && left == 0)
                                ? destroy(old)
                                : Future.succeededFuture())));
    }

    private boolean isOver(UUID old, UUID successor, boolean empty) {
        return isOlder(old, FORCED) || (empty && isOlder(successor, GRACE));
    }

    /**
     * Returns false while another transaction holds it: one that began before the next period, or one of a stalled
     * server.
     */
    private Future<Boolean> close(UUID period) {
        return store.close(database.client(), period, clock.instant())
                .onSuccess(closed -> LOG.debug("period {} is closed: {}", period, closed));
    }

    private Future<Long> left(UUID period) {
        var sum = new AtomicLong();
        return Loop.forEach(tables, table -> table.count(period).onSuccess(sum::addAndGet)).map(done -> sum.get());
    }

    private Future<Void> reseal(UUID period) {
        var moved = new AtomicLong();
        return Loop.forEach(tables, table -> {
                    var after = new UUID[] {FIRST};
                    return Loop.whileTrue(() -> bite(table, period, after[0], moved).map(last -> {
                        last.ifPresent(id -> after[0] = id);
                        return last.isPresent();
                    }));
                })
                .onSuccess(done -> {
                    if (moved.get() > 0) {
                        LOG.info("{} rows of period {} have been sealed anew", moved, period);
                    }
                });
    }

    /**
     * Returns the last row of the batch, or empty if it was empty. A row that does not open stays and is lost with its
     * key.
     */
    private Future<Optional<UUID>> bite(SealedRows table, UUID period, UUID after, AtomicLong moved) {
        return database.inTransaction(tx -> table.hold(tx, period, after, BATCH)
                .compose(rows -> Loop.forEach(rows,
                        row -> reseal(tx, table, row).onSuccess(done -> moved.addAndGet(done ? 1 : 0)))
                        .map(done -> rows.stream().map(SealedRows.Sealed::id).reduce((one, next) -> next))));
    }

    private Future<Boolean> reseal(SqlClient tx, SealedRows table, SealedRows.Sealed row) {
        return row.bound().map(bound -> seal.open(bound, row.sealed()).compose(plain -> plain.isPresent()
                        ? seal.seal(tx, bound, plain.get()).compose(fresh -> table.write(tx, row.id(), fresh)).map(true)
                        : Future.succeededFuture(false)))
                .orElse(Future.succeededFuture(false));
    }

    /**
     * Updates the row first, so that no server settles moved rows as lost, and then destroys the file whatever became
     * of the row: a stalled server must not keep a key alive.
     */
    private Future<Void> destroy(UUID period) {
        return store.markDestroyed(database.client(), period, clock.instant())
                .onSuccess(written -> {
                    if (!written) {
                        LOG.warn("a server stands still in a transaction of period {}; its key is destroyed all "
                                + "the same", period);
                    }
                })
                .compose(done -> keys.destroy(period))
                .onSuccess(gone -> LOG.info("the key of period {} has been destroyed", period));
    }

    /** Repeats this for some days: rows that were locked when a key was destroyed are settled later. */
    private Future<Void> lose() {
        return store.findEnded(database.client(), clock.instant().minus(SETTLED))
                .compose(ended -> Loop.forEach(ended,
                        period -> Loop.forEach(tables, table -> table.lose(period).onSuccess(lost -> {
                    if (lost > 0) {
                        LOG.error("{} things were lost with the key of period {}: they could not be sealed "
                                + "anew in time", lost, period);
                    }
                }))));
    }

    /**
     * Destroys leftovers of a crash: keys of ended periods, and keys without a row. A key exists before its row, so
     * young keys are left alone.
     */
    private Future<Void> tidy() {
        return keys.listPeriods()
                .compose(present -> store.findLiving(database.client()).compose(living -> Loop.forEach(
                        present.stream().filter(period -> !living.contains(period)).filter(
                                period -> isOlder(period, ORPHAN)).toList(), keys::destroy)))
                .compose(done -> store.forget(database.client(), clock.instant().minus(REMEMBERED)));
    }

}
