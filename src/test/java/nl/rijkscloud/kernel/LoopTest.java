package nl.rijkscloud.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class LoopTest {
    private static final int MANY = 200_000;

    @Test
    void manyCompletedStepsTakeNoStack() {
        var steps = new AtomicInteger();
        Loop.whileTrue(() -> Future.succeededFuture(steps.incrementAndGet() < MANY)).await();
        assertThat(steps).hasValue(MANY);
    }

    @Test
    void manyStepsThatCompleteLaterTakeNoStack(Vertx vertx) {
        var steps = new AtomicInteger();
        Loop.whileTrue(() -> {
            Promise<Boolean> later = Promise.promise();
            vertx.runOnContext(now -> later.complete(steps.incrementAndGet() < MANY));
            return later.future();
        }).await();
        assertThat(steps).hasValue(MANY);
    }

    @Test
    void stepsRunInOrderAndNeverOverlap(Vertx vertx) {
        var running = new AtomicInteger();
        var seen = new ArrayList<Integer>();
        var items = IntStream.range(0, 1000).boxed().toList();
        Loop.forEach(items, item -> {
            assertThat(running.incrementAndGet()).isOne();
            return vertx.executeBlocking(() -> {
                seen.add(item);
                running.decrementAndGet();
                return item;
            });
        }).await();
        assertThat(seen).isEqualTo(items);
    }

    @Test
    void failedStepEndsTheLoop() {
        var acts = new AtomicInteger();
        var loop = Loop.forEach(List.of(1, 2, 3), item -> acts.incrementAndGet() < 2
                ? Future.succeededFuture()
                : Future.failedFuture(new IllegalStateException("second")));
        assertThatThrownBy(loop::await).hasMessage("second");
        assertThat(acts).hasValue(2);
    }

    @Test
    void thrownErrorFailsTheLoopInsteadOfLeavingItOpen() {
        var loop = Loop.whileTrue(() -> {
            throw new StackOverflowError("deep");
        });
        assertThat(loop.failed()).isTrue();
        assertThat(loop.cause()).isInstanceOf(StackOverflowError.class);
    }
}
