package nl.rijkscloud.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import nl.rijkscloud.testing.TestClock;
import org.junit.jupiter.api.Test;

/** Rows in memory: how long, how many, and what makes them go. */
final class RecentRowsTest {
    private static final Duration LIFE = Duration.ofSeconds(2);

    private final TestClock clock = new TestClock();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final RecentRows recent = new RecentRows(LIFE, clock, metrics);
    private final RecentRows.Kind<Integer, UUID> kind = recent.kind("rows", id -> List.of(id));
    private final AtomicInteger reads = new AtomicInteger();
    private final UUID transfer = UUID.randomUUID();

    @Test
    void rowIsReadOnceAndAgainAfterTwoSeconds() {
        find();
        find();
        assertThat(reads.get()).isEqualTo(1);

        clock.advance(LIFE);
        find();
        assertThat(reads.get()).isEqualTo(2);
    }

    @Test
    void clockThatWentBackMakesNoRowLiveLonger() {
        find();
        clock.advance(Duration.ofDays(-1));
        find();

        assertThat(reads.get()).isEqualTo(2);
    }

    @Test
    void endIsForgottenAtOnceAndKeptNoMore() {
        find();
        recent.forget(transfer);
        assertThat(kind.values()).isEmpty();

        find();
        find();
        assertThat(reads.get()).as("its transaction may not be over").isEqualTo(3);
        assertThat(kind.values()).isEmpty();
    }

    @Test
    void readThatBeganBeforeTheEndIsNotKept() {
        var answer = Promise.<Optional<UUID>>promise();
        var found = kind.find(1, answer::future, row -> true);
        recent.forget(transfer);
        answer.complete(Optional.of(transfer));

        assertThat(found.await()).contains(transfer);
        assertThat(kind.values()).isEmpty();
    }

    @Test
    void rowThatIsNotGoodIsNeitherKeptNorAnswered() {
        kind.find(1, this::read, row -> false).await();
        assertThat(kind.values()).isEmpty();

        find();
        kind.find(1, this::read, row -> false).await();
        assertThat(reads.get()).isEqualTo(3);
    }

    @Test
    void noMoreThanTheBoundIsKept() {
        for (var i = 0; i < RecentRows.MOST * 2; i++) {
            kind.find(i, this::read, row -> true).await();
        }

        assertThat(kind.values()).hasSizeLessThanOrEqualTo(RecentRows.MOST);
    }

    @Test
    void nothingIsKeptWithALifeOfZero() {
        var none = new RecentRows(Duration.ZERO, clock, metrics).<Integer, UUID>kind("none", id -> List.of(id));
        none.find(1, this::read, row -> true).await();
        none.find(1, this::read, row -> true).await();

        assertThat(reads.get()).isEqualTo(2);
        assertThat(none.values()).isEmpty();
    }

    private void find() {
        kind.find(1, this::read, row -> true).await();
    }

    private Future<Optional<UUID>> read() {
        reads.incrementAndGet();
        return Future.succeededFuture(Optional.of(transfer));
    }
}
