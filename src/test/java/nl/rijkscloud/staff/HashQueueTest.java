package nl.rijkscloud.staff;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import nl.rijkscloud.kernel.Failure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HashQueueTest {
    private final Vertx vertx = Vertx.vertx();
    private final HashQueue queue = new HashQueue(vertx);

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void atMostTwoHashesRunAndNeverOnAnEventLoop() {
        var running = new AtomicInteger();
        var most = new AtomicInteger();

        var work = IntStream.range(0, 10).mapToObj(number -> queue.run(() -> {
            assertThat(Context.isOnEventLoopThread()).isFalse();
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            Thread.sleep(20);
            return running.decrementAndGet();
        })).toList();
        Future.all(work).await();

        assertThat(most).hasValue(HashQueue.AT_ONCE);
    }

    @Test
    void fullQueueRefusesAndRecovers() {
        var gate = new CountDownLatch(1);
        List<Future<Boolean>> waiting = IntStream.range(0, HashQueue.MOST).mapToObj(number -> queue.run(() -> {
            gate.await();
            return true;
        })).toList();

        var refused = queue.run(() -> true);
        gate.countDown();
        Future.all(waiting).await();

        assertThat(((Failure) refused.cause()).kind()).isEqualTo(Failure.Kind.BUSY);
        assertThat(queue.run(() -> true).await()).isTrue();
    }
}
