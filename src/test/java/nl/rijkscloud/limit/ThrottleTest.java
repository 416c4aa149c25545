package nl.rijkscloud.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPurposeKeys;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ThrottleTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T12:00:00Z"));
    private final Vertx vertx = Vertx.vertx();
    private final Config.Database config = TestDatabase.fresh();
    private final Database database = Database.open(vertx, config);
    private final Throttle throttle = throttle();

    private Throttle throttle() {
        return new Throttle(database, TestPurposeKeys.sample(), now::get);
    }

    @AfterEach
    void close() {
        database.close().await();
        vertx.close().await();
    }

    @Test
    void exactlyTheAllowedNumberOfParallelActsPasses() {
        var limit = new Limit("test", "somebody", 5, HOUR);

        var acts = IntStream.range(0, 300).mapToObj(act -> throttle.count(limit)).toList();
        Future.join(acts).otherwiseEmpty().await();

        assertThat(acts).filteredOn(Future::succeeded).hasSize(5);
        assertThat(acts).filteredOn(Future::failed).allSatisfy(act ->
                assertThat(((Failure) act.cause()).code()).isEqualTo("too-many-requests"));
    }

    @Test
    void reachedLimitIsNamedWithoutItsSubject() {
        var told = new ArrayList<String>();
        var telling = new Throttle(database, TestPurposeKeys.sample(), now::get, told::add);
        var limit = new Limit("mails-to-address", "a@example.org", 1, HOUR);

        telling.count(limit).await();
        assertThat(told).isEmpty();
        telling.count(limit).otherwiseEmpty().await();

        assertThat(told).containsExactly("mails-to-address");
    }

    @Test
    void parallelActsOnSharedLimitsInAnyOrderDoNotBlockEachOther() {
        var one = new Limit("one", "x", 1000, HOUR);
        var other = new Limit("other", "x", 1000, HOUR);

        var acts = IntStream.range(0, 200)
                .mapToObj(act -> act % 2 == 0 ? throttle.count(one, other) : throttle.count(other, one))
                .toList();

        assertThatCode(() -> Future.join(acts).await()).doesNotThrowAnyException();
        assertThat(TestDatabase.value(config, "select sum(hits) from throttle")).contains("400");
    }

    @Test
    void actsOnAPortalWideLimitDoNotBlockEachOther() {
        var everybody = new Limit("all", "", 3, HOUR);
        var frozen = Promise.<Void>promise();
        var held = database.inTransaction(tx -> throttle.count(tx, List.of(everybody))
                .compose(counted -> frozen.future()));
        Awaitility.await().until(() -> TestDatabase.value(
                config, "select count(*) from pg_stat_activity where datname = current_database() and state = 'idle in "
                + "transaction'").orElseThrow()
                .equals("1"));

        throttle.count(everybody).await();
        throttle.count(everybody).await();
        assertThat(held.isComplete()).as("the first still holds what it holds").isFalse();
        frozen.complete();
        held.await();

        assertTooMany(throttle, everybody);
        assertThat(TestDatabase.value(config, "select count(*) from throttle_part")).as("rows are used again")
                .contains("2");
    }

    @Test
    void severalActsAreCountedTogetherOrNotAtAll() {
        var limit = List.of(new Limit("test", "somebody", 5, HOUR));
        throttle.count(3, limit).await();

        var refused = catchThrowableOfType(Failure.class, () -> throttle.count(3, limit).await());
        assertThat((Long) refused.extras().get("retryAfter")).isPositive();
        assertThatCode(() -> throttle.count(2, limit).await()).doesNotThrowAnyException();
        assertTooMany(throttle, limit.getFirst());
        assertThatThrownBy(() -> throttle.count(6, List.of(new Limit("test", "somebody else", 5, HOUR))).await())
                .isInstanceOf(Failure.class);
    }

    @Test
    void countsSurviveARestart() {
        throttle.count(new Limit("test", "somebody", 1, HOUR)).await();

        assertTooMany(throttle(), new Limit("test", "somebody", 1, HOUR));
    }

    @Test
    void subjectsNamesAndPeriodsAreCountedApart() {
        throttle.count(new Limit("test", "somebody", 1, HOUR)).await();

        assertThatCode(() -> throttle.count(
                        new Limit("test", "somebody else", 1, HOUR),
                        new Limit("other", "somebody", 1, HOUR),
                        new Limit("test", "somebody", 1, Duration.ofDays(1)))
                .await()).doesNotThrowAnyException();
    }

    @Test
    void refusedActCountsInNoneOfItsLimits() {
        var wide = new Limit("wide", "x", 3, HOUR);
        var narrow = new Limit("narrow", "x", 1, HOUR);
        throttle.count(wide, narrow).await();
        IntStream.range(0, 10).forEach(act -> assertTooMany(throttle, wide, narrow));

        throttle.count(wide).await();
        throttle.count(wide).await();

        assertTooMany(throttle, wide);
    }

    @Test
    void waitingTheGivenTimeIsEnough() {
        var limit = new Limit("test", "somebody", 5, HOUR);
        IntStream.range(0, 5).forEach(act -> throttle.count(limit).await());

        var refused = catchThrowableOfType(Failure.class, () -> throttle.count(limit).await());
        var wait = (long) refused.extras().get("retryAfter");
        now.updateAndGet(time -> time.plusSeconds(wait - 60));
        assertTooMany(throttle, limit);
        now.updateAndGet(time -> time.plusSeconds(60));

        assertThat(wait).isEqualTo(72 * 60);
        assertThatCode(() -> throttle.count(limit).await()).doesNotThrowAnyException();
    }

    @Test
    void reachedLimitRefusesWithoutTheDatabase() {
        var limit = new Limit("test", "somebody", 1, HOUR);
        throttle.count(limit).await();
        assertTooMany(throttle, limit);
        TestDatabase.sql(config, "alter table throttle rename to elsewhere");

        assertTooMany(throttle, limit);
        assertTooMany(throttle, new Limit("other", "x", 9, HOUR), limit);
    }

    @Test
    void refusalUnderAClockAheadEndsWithItsCorrection() {
        var limit = new Limit("test", "somebody", 1, HOUR);
        now.updateAndGet(time -> time.plus(Duration.ofDays(365)));
        throttle.count(limit).await();
        assertTooMany(throttle, limit);

        now.updateAndGet(time -> time.minus(Duration.ofDays(365)));

        assertThatCode(() -> throttle.count(limit).await()).doesNotThrowAnyException();
    }

    @Test
    void refusalInATransactionThatIsRolledBackIsNotRemembered() {
        var limit = new Limit("test", "somebody", 1, HOUR);

        database.inTransaction(tx -> throttle.count(tx, List.of(limit)).compose(
                counted -> throttle.count(tx, List.of(limit)))).otherwiseEmpty().await();

        assertThatCode(() -> throttle.count(limit).await()).doesNotThrowAnyException();
    }

    @Test
    void newWindowRemembersTheLast() {
        var limit = new Limit("test", "somebody", 5, HOUR);
        now.updateAndGet(time -> time.plusSeconds(3599));
        IntStream.range(0, 5).forEach(act -> throttle.count(limit).await());

        now.updateAndGet(time -> time.plusSeconds(2));

        assertTooMany(throttle, limit);
    }

    @Test
    void tableHoldsNoReadableSubject() {
        throttle.count(new Limit("test", "somebody@example.nl", 5, HOUR)).await();
        var key = TestDatabase.value(config, "select encode(key, 'escape') from throttle").orElseThrow();
        var other = new Throttle(database, TestPurposeKeys.of("another key, which has 32 bytes!".getBytes()), now::get);
        other.count(new Limit("test", "somebody@example.nl", 5, HOUR)).await();

        assertThat(key).doesNotContain("somebody");
        // Keyed: an attacker could find a plain hash by guessing the address.
        assertThat(TestDatabase.value(config, "select count(*) from throttle")).contains("2");
    }

    @Test
    void clearDeletesOnlyExpiredCounts() {
        throttle.count(new Limit("old", "", 5, Duration.ofDays(1))).await();
        now.updateAndGet(time -> time.plus(Duration.ofDays(1)));
        throttle.count(new Limit("new", "", 5, Duration.ofDays(1))).await();

        assertThat(throttle.clear().await()).isZero();
        now.updateAndGet(time -> time.plus(Duration.ofDays(1)));
        assertThat(throttle.clear().await()).isEqualTo(1);
    }

    /** Every act adds a row for several networks, so expired rows must not stay for days. */
    @Test
    void countsAreDeletedAfterTwoOfTheirPeriods() {
        now.set(Instant.parse("2026-11-23T12:07:00Z"));
        throttle.count(new Limit("links", "x", 5, Duration.ofMinutes(1)),
                new Limit("all", "", 5, Duration.ofMinutes(1)), new Limit("submissions", "x", 1, HOUR),
                new Limit("mails", "x", 5, Duration.ofDays(1))).await();

        now.set(Instant.parse("2026-11-23T12:08:59Z"));
        assertThat(throttle.clear().await()).isZero();
        now.set(Instant.parse("2026-11-23T12:09:01Z"));
        assertThat(throttle.clear().await()).as("of the minute").isEqualTo(2);
        now.set(Instant.parse("2026-11-23T13:01:00Z"));
        assertThat(throttle.clear().await()).isZero();
        assertTooMany(throttle, new Limit("submissions", "x", 1, HOUR));
        now.set(Instant.parse("2026-11-23T14:00:01Z"));
        assertThat(throttle.clear().await()).as("of the hour").isEqualTo(1);
        assertThat(TestDatabase.value(config, "select count(*) from throttle")).as("of the day").contains("1");
    }

    @Test
    void zeroAllowsNothing() {
        assertTooMany(throttle, new Limit("test", "", 0, HOUR));
    }

    @Test
    void unsupportedPeriodIsABug() {
        assertThatThrownBy(() -> new Limit("test", "", 1, Duration.ofHours(7)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertTooMany(Throttle throttle, Limit... limits) {
        var refused = catchThrowableOfType(Failure.class, () -> throttle.count(limits).await());
        assertThat(refused.kind()).isEqualTo(Failure.Kind.TOO_MANY);
    }
}
