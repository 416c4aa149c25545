package nl.rijkscloud.db;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clock of the database, which is the clock of the portal: all nodes see one time whatever their own clocks say.
 * The offset is measured every {@value #INTERVAL_S} seconds; in between, the machine's monotonic clock counts, so a
 * step of the machine's clock changes nothing. While the database is unavailable, the last measurement stays in use.
 *
 * <p>It also knows how far it can be trusted, see {@link Steadiness}. Safe for use from any thread.
 */
public final class DatabaseClock implements InstantSource {
    static final int INTERVAL_S = 10;

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseClock.class);
    /** A slower answer is too vague about the moment at which it was given. */
    private static final Duration SLOWEST_ANSWER = Duration.ofSeconds(2);
    /** The smallest difference that counts as a step; no oscillator drifts that far between two measurements. */
    private static final Duration STEP = Duration.ofMinutes(1);

    /**
     * The trust in this time, which destruction asks for.
     *
     * @param since time up to this moment was only read from a clock; after it, this process has seen time pass
     * @param skew by how much this machine's clock is ahead of the database's; negative if it is behind
     */
    public record Steadiness(Instant since, Duration skew) {}

    /** The time of the database at one reading of the monotonic clock, in nanoseconds. */
    private record Reading(Instant at, long nanos) {}

    private final Database database;
    private final InstantSource machine;
    private final LongSupplier monotonic;
    private final AtomicBoolean measuring = new AtomicBoolean();
    private volatile Reading reading;
    private volatile Instant since;
    private volatile boolean measured;

    private DatabaseClock(Database database, InstantSource machine, LongSupplier monotonic) {
        this.database = database;
        this.machine = machine;
        this.monotonic = monotonic;
        this.reading = new Reading(machine.instant(), monotonic.getAsLong());
        this.since = reading.at();
    }

    /** Starts a clock that has been measured once and is measured until Vert.x closes. */
    public static Future<DatabaseClock> start(Vertx vertx, Database database) {
        var clock = new DatabaseClock(database, InstantSource.system(), System::nanoTime);
        return clock.measure().map(measured -> {
            vertx.setPeriodic(Duration.ofSeconds(INTERVAL_S).toMillis(), timer -> clock.measureAgain());
            return clock;
        });
    }

    /** Starts a clock with other clocks of the machine, for tests. */
    static Future<DatabaseClock> measured(Database database, InstantSource machine, LongSupplier monotonic) {
        var clock = new DatabaseClock(database, machine, monotonic);
        return clock.measure().map(clock);
    }

    @Override
    public Instant instant() {
        return at(reading, monotonic.getAsLong());
    }

    public Steadiness steadiness() {
        return new Steadiness(since, Duration.between(instant(), machine.instant()));
    }

    /**
     * Measures the offset. Fails if the database does not answer, or so slowly that the last measurement is better.
     */
    Future<Void> measure() {
        var asked = monotonic.getAsLong();
        return database.run("select clock_timestamp() as now").compose(rows -> {
            var answered = monotonic.getAsLong();
            var took = Duration.ofNanos(answered - asked);
            if (measured && took.compareTo(SLOWEST_ANSWER) > 0) {
                return Future.failedFuture(new VertxException("the database took " + took + " to tell the time", true));
            }
            var now = rows.iterator().next().get(OffsetDateTime.class, "now").toInstant();
            accept(new Reading(now.plus(took.dividedBy(2)), answered));
            return Future.succeededFuture();
        });
    }

    private synchronized void accept(Reading next) {
        var before = reading;
        reading = next;
        if (!measured) {
            measured = true;
            since = next.at();
            return;
        }
        var step = Duration.between(at(before, next.nanos()), next.at());
        if (step.abs().compareTo(STEP) > 0) {
            since = next.at();
            LOG.warn("The database's clock went {} s further than time did", step.toSeconds());
        }
    }

    private void measureAgain() {
        if (measuring.compareAndSet(false, true)) {
            measure().onComplete(done -> measuring.set(false))
                    .onFailure(failure -> LOG.debug("The database's clock was not measured", failure));
        }
    }

    private static Instant at(Reading reading, long nanos) {
        return reading.at().plusNanos(nanos - reading.nanos());
    }
}
