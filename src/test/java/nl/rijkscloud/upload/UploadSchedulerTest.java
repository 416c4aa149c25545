package nl.rijkscloud.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import nl.rijkscloud.blob.SegmentPool;
import nl.rijkscloud.floe.FloeParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class UploadSchedulerTest {
    private static final int BUDGET = 20;
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Vertx vertx = Vertx.vertx();
    private final SegmentPool pool = new SegmentPool((long) BUDGET * FloeParameters.STANDARD.segmentLength());
    private final UploadScheduler turns = new UploadScheduler(pool, 1, LONG);
    private final Queue<String> told = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() throws Exception {
        vertx.close().await();
    }

    @Test
    void streamsAreServedInOrderAndRequeuedAfterTheirSlice() {
        var anna = asking("anna");
        isTold("anna");
        var bas = asking("bas");
        asking("cas");
        bring(anna, UploadScheduler.SEGMENTS);
        assertThat(anna.isFull()).isTrue();
        assertThat(told).as("what anna brought is still in memory").isEmpty();

        anna.releaseWritten(UploadScheduler.SEGMENTS);
        anna.ask(() -> told.add("anna"));
        isTold("bas");
        bring(bas, UploadScheduler.SEGMENTS);
        bas.releaseWritten(UploadScheduler.SEGMENTS);
        isTold("cas");
    }

    @Test
    void oneStreamMayUseTheWholeBudgetWhenNoneWaits() {
        var anna = asking("anna");
        isTold("anna");
        bring(anna, BUDGET - 1);
        assertThat(anna.isFull()).isFalse();
        bring(anna, 1);
        assertThat(anna.isFull()).isTrue();

        anna.ask(() -> told.add("anna"));
        anna.releaseWritten(1);
        isTold("anna");
    }

    @Test
    void waitingStreamHoldsNoBudget() {
        asking("anna");
        isTold("anna");
        IntStream.range(0, 50).forEach(i -> asking("waiting"));
        assertThat(pool.fairPortion()).isEqualTo(BUDGET);
    }

    @Test
    void stalledSenderLosesItsSliceAndCanAskForAnother() {
        var hasty = new UploadScheduler(pool, 1, SHORT);
        var stalled = asking(hasty, "stalled");
        isTold("stalled");
        var next = asking(hasty, "next");
        isTold("next");
        assertThat(stalled.isFull()).isTrue();

        stalled.ask(() -> told.add("stalled"));
        next.end();
        isTold("stalled");
        assertThat(stalled.isFull()).isFalse();
    }

    @Test
    void slowDiskCostsTheSenderNoSlice() throws InterruptedException {
        var hasty = new UploadScheduler(pool, 1, SHORT);
        var anna = asking(hasty, "anna");
        isTold("anna");
        bring(anna, 1);
        asking(hasty, "bas");
        TimeUnit.MILLISECONDS.sleep(400);
        assertThat(told).isEmpty();

        anna.releaseWritten(1);
        isTold("bas");
    }

    @Test
    void endedStreamGetsNoCallbackAndMakesRoom() {
        var anna = asking("anna");
        isTold("anna");
        asking("bas").end();
        asking("cas");
        bring(anna, UploadScheduler.SEGMENTS);
        anna.ask(() -> told.add("anna, that has ended"));
        anna.end();
        isTold("cas");
    }

    /** However threads interleave: never too many at once, and none is forgotten. */
    @Test
    void hundredStreamsOnManyThreadsAllFinish() throws InterruptedException {
        var few = new UploadScheduler(pool, 3, LONG);
        var all = new CountDownLatch(100);
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        for (var i = 0; i < 100; i++) {
            var context = vertx.getOrCreateContext();
            var turn = few.turn(context);
            new Object() {
                private int left = 20;

                void go() {
                    turn.ask(() -> {
                        most.accumulateAndGet(now.incrementAndGet(), Math::max);
                        bring(turn, UploadScheduler.SEGMENTS);
                        now.decrementAndGet(); // before another stream can have it
                        turn.releaseWritten(UploadScheduler.SEGMENTS);
                        if (--left > 0) {
                            go();
                        } else {
                            turn.end();
                            all.countDown();
                        }
                    });
                }
            }.go();
        }
        assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(most.get()).isBetween(1, 3);
        assertThat(pool.fairPortion()).as("nobody has a part any more").isEqualTo(BUDGET);
    }

    private UploadScheduler.Turn asking(String name) {
        return asking(turns, name);
    }

    private UploadScheduler.Turn asking(UploadScheduler turns, String name) {
        var turn = turns.turn(vertx.getOrCreateContext());
        turn.ask(() -> told.add(name));
        return turn;
    }

    private static void bring(UploadScheduler.Turn turn, int segments) {
        IntStream.range(0, segments).forEach(i -> turn.addQueued());
    }

    private void isTold(String name) {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(told).containsExactly(name));
        told.clear();
    }

}
