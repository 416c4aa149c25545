package nl.rijkscloud.custodian;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.db.DatabaseClock.Steadiness;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a wrong clock from destroying living transfers. A transfer that became due while this process saw time pass is
 * destroyed without question. A transfer that was due at the start of the process, or at a step of the clock, rests on
 * that clock alone: if there are far more than usual, a person must confirm ({@code destroy --confirm}). While the
 * clocks of machine and database differ, nothing is destroyed.
 *
 * <p>Asks the database at each pass of expiry and keeps the answer for other deletions by the clock. Safe for use from
 * any thread.
 */
public final class DestructionBrake implements MeterBinder {
    public static final Duration RELEASED_FOR = Duration.ofHours(1);

    static final Duration MOST_SKEW = Duration.ofMinutes(5);
    /** The number of due transfers below which destruction asks nobody, because it is usual on a small portal. */
    static final int USUAL = 50;
    /** The share of live transfers above which a person is asked: one in this many. */
    static final int USUAL_SHARE = 20;

    private static final Logger LOG = LoggerFactory.getLogger(DestructionBrake.class);
    private static final Duration SAY_AGAIN = Duration.ofHours(1);

    private final DestructionStore store = new DestructionStore();
    private final Database database;
    private final InstantSource clock;
    private final Supplier<Steadiness> steadiness;
    private volatile boolean held;
    private volatile boolean looked;
    private volatile Instant saidAt = Instant.MIN;

    public DestructionBrake(Database database, InstantSource clock, Supplier<Steadiness> steadiness) {
        this.database = database;
        this.clock = clock;
        this.steadiness = steadiness;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("rijkscloud.destruction.held", this, brake -> brake.held ? 1 : 0).strongReference(true)
                .description("1 while destruction waits for a person").register(registry);
        Gauge.builder("rijkscloud.clock.skew", steadiness, now -> now.get().skew().toMillis() / 1e3).baseUnit("seconds")
                .strongReference(true)
                .description("How far this machine's clock is ahead of the database's").register(registry);
    }

    /**
     * True if the last pass held something back, and before the first pass: other deletions by the clock wait as well.
     */
    public boolean isHeld() {
        return held || !looked;
    }

    /**
     * The state for the person who decides.
     *
     * @param due expired transfers
     * @param live all transfers that are not gone, the expired ones included
     */
    public record Standing(long due, long live) {}

    public Future<Standing> standing() {
        return store.countDue(database.client(), clock.instant(), Integer.MAX_VALUE)
                .compose(due -> store.countLive(database.client()).map(live -> new Standing(due, live)));
    }

    /**
     * Allows this many transfers that are due at the start of a server to be destroyed within {@link #RELEASED_FOR},
     * and records who allowed it in the same transaction.
     */
    public Future<Void> release(long most, Audit audit) {
        var released = AuditEntry.done(Actor.OPERATOR, Action.DESTRUCTION_RELEASED, Subject.NONE);
        return database.inTransaction(tx -> store.release(tx, most, clock.instant().plus(RELEASED_FOR))
                .compose(done -> audit.record(tx, released)));
    }

    /**
     * The moment after which a transfer must have become due to be destroyed in this pass: {@link Instant#EPOCH} for
     * all, a moment that no transfer has reached for none.
     */
    Future<Instant> destroyAfter() {
        var now = clock.instant();
        var steady = steadiness.get();
        if (steady.skew().abs().compareTo(MOST_SKEW) > 0) {
            hold(now, "the clocks of this machine and the database differ by " + steady.skew().toSeconds() + " s");
            return Future.succeededFuture(now);
        }
        return store.countDue(database.client(), steady.since(), USUAL + 1).compose(some -> some <= USUAL
                ? goOn()
                : store.countDue(database.client(), steady.since(), Integer.MAX_VALUE)
                .compose(due -> many(now, steady.since(), due)));
    }

    private Future<Instant> many(Instant now, Instant since, long due) {
        return store.countLive(database.client())
                .compose(live -> due * USUAL_SHARE <= live ? Future.succeededFuture(true)
                        : store.isReleased(database.client(), due, now))
                .compose(goOn -> {
                    if (goOn) {
                        return goOn();
                    }
                    hold(now, due + " transfers are due at once; see \"A clock is wrong\" in operations.md");
                    return Future.succeededFuture(since);
                });
    }

    private Future<Instant> goOn() {
        held = false;
        looked = true;
        return Future.succeededFuture(Instant.EPOCH);
    }

    private void hold(Instant now, String why) {
        if (!held || saidAt.plus(SAY_AGAIN).isBefore(now)) {
            saidAt = now;
            LOG.error("Destruction waits for a person: {}", why);
        }
        held = true;
        looked = true;
    }
}
