package nl.rijkscloud.resume;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.WorkerExecutor;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.LimitLog;
import org.junit.jupiter.api.Test;

final class PieceQueueTest {
    private final ByHand workers = new ByHand();
    private final PieceQueue queue =
            new PieceQueue(workers, new LimitLog(new SimpleMeterRegistry(), InstantSource.system()));
    private final List<String> turns = new ArrayList<>();

    @Test
    void smallDocumentWaitsForOneTurnOfALargeOneOnly() {
        job("large", 100);
        job("film", 100);
        var small = job("small", 1);

        workers.runAll(3);

        assertThat(turns).containsExactly("large", "film", "small");
        assertThat(small.succeeded()).isTrue();
    }

    @Test
    void atMostTwoJobsRun() {
        List.of("a", "b", "c", "d").forEach(name -> job(name, 5));

        assertThat(workers.tasks).hasSize(PieceQueue.MAX_TURNS);
        workers.runAll(7);
        assertThat(workers.tasks).hasSize(PieceQueue.MAX_TURNS);
    }

    @Test
    void sessionHasALimitThatFreesWhenItsJobsEnd() {
        for (var i = 0; i < PieceQueue.MAX_PER_SESSION; i++) {
            job("mine", 1);
        }

        assertThat(refusal(job("mine", 1))).isEqualTo("codes-busy");
        assertThat(job("other", 1).failed()).isFalse();
        workers.runAll(100);
        assertThat(job("mine", 1).failed()).isFalse();
    }

    @Test
    void totalNumberOfJobsIsLimited() {
        for (var i = 0; i < PieceQueue.MAX_JOBS; i++) {
            job("session " + i, 1);
        }

        assertThat(refusal(job("one more", 1))).isEqualTo("codes-busy");
        workers.runAll(PieceQueue.MAX_JOBS);
        assertThat(queue.size()).isZero();
    }

    @Test
    void disconnectedClientCostsNoTurnAndFreesItsPlace() {
        var gone = new AtomicBoolean();
        var left = queue.run("a".getBytes(), () -> turns.add("left"), gone::get);
        workers.runAll(3);
        gone.set(true);
        workers.runAll(3);

        assertThat(left.cause()).isInstanceOf(CancellationException.class);
        assertThat(turns).hasSizeBetween(3, 4);
        assertThat(queue.size()).isZero();
    }

    @Test
    void failedTurnEndsOnlyItsOwnJob() {
        var failed = queue.run("a".getBytes(), () -> {
            throw new IllegalStateException("the disk");
        }, () -> false);
        var other = job("b", 2);

        workers.runAll(10);

        assertThat(failed.cause()).hasMessage("the disk");
        assertThat(other.succeeded()).isTrue();
        assertThat(queue.size()).isZero();
    }

    private Future<Void> job(String name, int length) {
        var left = new AtomicInteger(length);
        return queue.run(name.getBytes(), () -> {
            turns.add(name);
            return left.decrementAndGet() > 0;
        }, () -> false);
    }

    private static String refusal(Future<Void> job) {
        return ((Failure) job.cause()).code();
    }

    /** Workers that run a task when the test says so. */
    private static final class ByHand implements WorkerExecutor {
        private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();

        void runAll(int most) {
            for (var i = 0; i < most && !tasks.isEmpty(); i++) {
                tasks.remove().run();
            }
        }

        @Override
        public <T> Future<T> executeBlocking(Callable<T> task, boolean ordered) {
            var done = Promise.<T>promise();
            tasks.add(() -> {
                try {
                    done.complete(task.call());
                } catch (Exception failure) {
                    done.fail(failure);
                }
            });
            return done.future();
        }

        @Override
        public Future<Void> close() {
            return Future.succeededFuture();
        }
    }
}
