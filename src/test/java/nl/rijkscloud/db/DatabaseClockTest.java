package nl.rijkscloud.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.testing.TestDatabase;
import org.assertj.core.data.TemporalUnitOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class DatabaseClockTest {
    private static final TemporalUnitOffset A_MOMENT = within(30, ChronoUnit.SECONDS);
    private static final Duration YEAR = Duration.ofDays(365);

    private final AtomicLong nanos = new AtomicLong(System.nanoTime());
    private final Config.Database config = TestDatabase.fresh();
    private Database database;

    @BeforeEach
    void open(Vertx vertx) {
        database = Database.open(vertx, config);
    }

    @AfterEach
    void close() {
        database.close().await();
    }

    @Test
    void machinesWithDifferentClocksSeeOneTime() {
        var ahead = DatabaseClock.measured(database, () -> Instant.now().plusSeconds(200), nanos::get).await();
        var behind = DatabaseClock.measured(database, () -> Instant.now().minusSeconds(200), nanos::get).await();

        assertThat(ahead.instant()).isCloseTo(behind.instant(), A_MOMENT);
        assertThat(ahead.steadiness().skew()).isCloseTo(Duration.ofSeconds(200), Duration.ofSeconds(30));
        assertThat(behind.steadiness().skew()).isCloseTo(Duration.ofSeconds(-200), Duration.ofSeconds(30));
    }

    @Test
    void timeFollowsTheMonotonicClockWhileTheDatabaseIsAway() {
        var clock = DatabaseClock.measured(database, Instant::now, nanos::get).await();
        var before = clock.instant();
        database.close().await();

        nanos.addAndGet(Duration.ofMinutes(5).toNanos());
        assertThat(clock.measure().otherwiseEmpty().await()).isNull();

        assertThat(clock.instant()).isEqualTo(before.plus(Duration.ofMinutes(5)));
    }

    @Test
    void correctClockIsSteadySinceItsStart() {
        var clock = DatabaseClock.measured(database, Instant::now, System::nanoTime).await();
        var start = clock.steadiness().since();

        clock.measure().await();

        assertThat(clock.steadiness().since()).isEqualTo(start);
    }

    /** As after a switch to a server with a wrong clock: time before the step is no longer trusted. */
    @Test
    void stepOfTheDatabasesClockRestartsTheSteadyTime() {
        var clock = DatabaseClock.measured(database, Instant::now, nanos::get).await();
        nanos.addAndGet(YEAR.negated().toNanos()); // to the monotonic clock the database has jumped a year

        clock.measure().await();

        assertThat(clock.steadiness().since()).isCloseTo(clock.instant(), A_MOMENT);
        assertThat(clock.instant()).isCloseTo(Instant.now(), A_MOMENT);
    }

    @Test
    void slowAnswerMovesNoClock() {
        var pace = new AtomicLong();
        var clock = DatabaseClock.measured(database, Instant::now, () -> nanos.addAndGet(pace.get())).await();
        var start = clock.steadiness().since();
        pace.set(YEAR.toNanos());

        assertThat(clock.measure().map("moved").otherwise("slow").await()).isEqualTo("slow");

        assertThat(clock.steadiness().since()).isEqualTo(start);
    }
}
