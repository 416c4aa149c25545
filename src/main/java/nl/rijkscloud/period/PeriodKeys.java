package nl.rijkscloud.period;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import nl.rijkscloud.db.Database;

/**
 * The period keys of this portal: made in the database and in the key place, found in memory. Memory holds no more than
 * the keys of living periods, see {@link #keep}. Safe for use from any thread.
 */
public final class PeriodKeys {
    /** The key place belongs to another database. No key is lost: the right place may be mounted later. */
    public static final class ForeignKeyPlace extends IOException {
        private static final long serialVersionUID = 1;

        private ForeignKeyPlace(String sentence) {
            super(sentence);
        }

        /** Never null: it was made with a sentence. */
        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }

        static <T> Future<T> empty() {
            return Future.failedFuture(new ForeignKeyPlace(
                    "storage.keys: this is not the folder that the database was used with; mount that one."
                    + " If it is lost for good, see \"The period keys are lost\" in operations.md"));
        }

        static <T> Future<T> another() {
            return Future.failedFuture(new ForeignKeyPlace(
                    "storage.keys: this folder belongs to another database; mount the right one,"
                    + " or take an empty folder"));
        }
    }

    private final Map<UUID, PeriodKey> known = new ConcurrentHashMap<>();
    private final PeriodStore store = new PeriodStore();
    private final Vertx vertx;
    private final Database database;
    private final KeyPlace place;
    private final SecureRandom random;
    private final InstantSource clock;

    public PeriodKeys(Vertx vertx, Database database, KeyPlace place, SecureRandom random, InstantSource clock) {
        this.vertx = vertx;
        this.database = database;
        this.place = place;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Returns the key to seal under in this transaction. It is not destroyed before the transaction ends, unless that
     * stays open beyond the longest life of a key.
     */
    Future<PeriodKey> current(SqlClient tx) {
        return store.current(tx).compose(open -> open.isPresent() ? requireUsable(tx, open.get()) : makeFirst(tx));
    }

    /** Makes the first period, or takes the one that another server has made meanwhile. */
    private Future<PeriodKey> makeFirst(SqlClient tx) {
        return store.lock(tx)
                .compose(alone -> store.current(tx))
                .compose(open -> open.isPresent() ? requireUsable(tx, open.get()) : make(tx));
    }

    /** Replaces a key whose file is gone: content sealed under it would be lost at the next restart. */
    private Future<PeriodKey> requireUsable(SqlClient tx, UUID period) {
        return find(period).compose(key -> key.isPresent() ? Future.succeededFuture(key.get()) : replace(tx, period));
    }

    /**
     * Replaces a lost key, unless another server has done so meanwhile. Fails when that server's key is lost as well,
     * which takes two losses at one moment.
     */
    private Future<PeriodKey> replace(SqlClient tx, UUID gone) {
        return store.lock(tx)
                .compose(alone -> store.current(tx))
                .compose(open -> open.isPresent() && !open.get().equals(gone)
                        ? find(open.get()).map(key -> key.orElseThrow(
                                () -> new IllegalStateException("the key of the newest period is gone as well")))
                        : store.markDestroyed(tx, gone, clock.instant()).compose(done -> make(tx)));
    }

    /** Begins a period in the caller's transaction. Its key is durable before the row that names it. */
    Future<PeriodKey> make(SqlClient tx) {
        var key = PeriodKey.random(clock.instant(), random);
        return home()
                .compose(home -> blocking(() -> {
                    place.put(key);
                    return key;
                }))
                .compose(kept -> store.insert(tx, key.period()))
                .map(done -> {
                    known.put(key.period(), key);
                    return key;
                });
    }

    /**
     * Finds a key; empty when it is gone for good. Fails when the key place cannot be reached or belongs to another
     * database, because then the key may still exist.
     */
    Future<Optional<PeriodKey>> find(UUID period) {
        var here = known.get(period);
        return here != null
                ? Future.succeededFuture(Optional.of(here))
                : blocking(() -> place.find(period)).compose(found -> {
                    found.ifPresent(key -> known.put(period, key));
                    return found.isPresent() ? Future.succeededFuture(found) : home().map(Optional.<PeriodKey>empty());
                });
    }

    /**
     * Succeeds when the key place belongs to this database; the first call marks it so. Fails with
     * {@link ForeignKeyPlace}.
     */
    public Future<Void> home() {
        return store.mark(database.client()).compose(mark -> mark.isPresent() ? checkMark(mark.get()) : claim());
    }

    private Future<Void> checkMark(UUID mark) {
        return blocking(place::mark).compose(there -> there.isPresent()
                ? there.get().equals(mark) ? Future.succeededFuture() : ForeignKeyPlace.another()
                : store.findLiving(database.client())
                .compose(living -> living.isEmpty() ? mark(mark) : ForeignKeyPlace.empty()));
    }

    /**
     * Marks the place first: after a crash in between, the next start takes over that mark, unless keys of another
     * portal lie beside it.
     */
    private Future<Void> claim() {
        return blocking(place::periods)
                .compose(keys -> keys.isEmpty() ? mark(UUID.randomUUID()) : ForeignKeyPlace.another())
                .compose(done -> blocking(place::mark))
                .compose(there -> store.mark(database.client(), there.orElseThrow()))
                .compose(done -> store.mark(database.client()))
                .compose(mark -> checkMark(mark.orElseThrow()));
    }

    private Future<Void> mark(UUID mark) {
        return blocking(() -> {
            place.mark(mark);
            return null;
        });
    }

    /** Lists the periods whose keys are in the key place. */
    Future<List<UUID>> listPeriods() {
        return home().compose(home -> blocking(place::periods));
    }

    /** Destroys a key here and in its place. */
    Future<Void> destroy(UUID period) {
        known.remove(period);
        return blocking(() -> {
            place.destroy(period);
            return null;
        });
    }

    /** Forgets all keys but these, so that a key that another server has destroyed opens nothing here either. */
    void keep(Collection<UUID> living) {
        known.keySet().retainAll(living);
    }

    private <T> Future<T> blocking(Callable<T> work) {
        return vertx.executeBlocking(work, false);
    }
}
