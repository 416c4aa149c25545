package nl.rijkscloud.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
@Timeout(30)
class PeriodicTaskTest {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicLong nanoTime = new AtomicLong();
    private final AtomicInteger passes = new AtomicInteger();
    private final Promise<Void> first = Promise.promise();
    private BooleanSupplier mustStop;

    @Test
    void passThatThrowsAnErrorIsFollowedByTheNext(Vertx vertx) {
        var duty = duty(stop -> {
            if (passes.incrementAndGet() < 3) {
                throw new StackOverflowError("for the test");
            }
            return Future.succeededFuture();
        });

        duty.every(vertx, Duration.ofMillis(5));

        await().until(() -> passes.get() > 3);
        assertThat(counted("failed")).isEqualTo(2);
        duty.stop().await();
    }

    @Test
    void failureIsReportedAndTheNextPassRuns() {
        var duty = duty(stop -> passes.incrementAndGet() == 1
                ? Future.failedFuture(new IllegalStateException("for the test"))
                : Future.succeededFuture());

        assertThatThrownBy(() -> duty.run().await()).hasMessage("for the test");
        duty.run().await();

        assertThat(passes).hasValue(2);
    }

    @Test
    void passWithoutAFutureIsAFailure() {
        var duty = duty(stop -> null);

        assertThatThrownBy(() -> duty.run().await()).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> duty.run().await()).isInstanceOf(NullPointerException.class);
    }

    @Test
    void callsDuringAPassCauseOneMorePass() {
        var duty = duty(this::firstLasts);
        var running = duty.run();
        duty.run();
        duty.run();
        assertThat(passes).hasValue(1);

        first.complete();

        running.await();
        assertThat(passes).hasValue(2);
    }

    @Test
    void passThatNeverCompletesIsAbandonedAndTheNextRuns() {
        var duty = duty(this::firstLasts);
        var stuck = duty.run();
        nanoTime.addAndGet(PATIENCE.toNanos());
        duty.run();
        assertThat(passes).hasValue(1);

        nanoTime.incrementAndGet();
        duty.run().await();

        assertThat(passes).hasValue(2);
        assertThat(mustStop.getAsBoolean()).isTrue();
        assertThat(counted("abandoned")).isOne();
        assertThatThrownBy(stuck::await).isInstanceOf(TimeoutException.class);
    }

    @Test
    void passThatChecksForAStopIsNotAbandoned() {
        var duty = duty(this::firstLasts);
        duty.run();
        nanoTime.addAndGet(PATIENCE.toNanos());
        assertThat(silence()).isEqualTo(PATIENCE.toSeconds());

        assertThat(mustStop.getAsBoolean()).isFalse();
        assertThat(silence()).isZero();
        nanoTime.addAndGet(PATIENCE.toNanos());
        duty.run();

        assertThat(passes).hasValue(1);
        assertThat(counted("abandoned")).isZero();
    }

    @Test
    void abandonedPassThatEndsLateDoesNotDisturbTheNext() {
        var second = Promise.<Void>promise();
        var duty = duty(stop -> passes.incrementAndGet() == 1 ? first.future() : second.future());
        duty.run();
        nanoTime.addAndGet(PATIENCE.toNanos() + 1);
        var next = duty.run();

        first.complete();

        assertThat(next.isComplete()).isFalse();
        duty.run();
        assertThat(passes).hasValue(2);
        second.complete();
        next.await();
    }

    @Test
    void stopWaitsForThePassAndStartsNoOther() {
        var duty = duty(this::firstLasts);
        duty.run();

        var stopped = duty.stop();

        assertThat(mustStop.getAsBoolean()).isTrue();
        assertThat(stopped.isComplete()).isFalse();
        first.complete();
        stopped.await();
        duty.run().await();
        assertThat(passes).hasValue(1);
    }

    @Test
    void stopDoesNotWaitForAPassThatIsStuck() {
        var duty = duty(this::firstLasts);
        duty.run();
        nanoTime.addAndGet(PATIENCE.toNanos() + 1);

        duty.stop().await();
    }

    private Future<Void> firstLasts(BooleanSupplier stop) {
        if (passes.incrementAndGet() > 1) {
            return Future.succeededFuture();
        }
        mustStop = stop;
        return first.future();
    }

    private PeriodicTask duty(Function<BooleanSupplier, Future<Void>> work) {
        var duty = new PeriodicTask("test", PATIENCE, nanoTime::get, work);
        duty.bindTo(registry);
        return duty;
    }

    private int counted(String outcome) {
        return (int) registry.get("rijkscloud.duty.passes").tag("outcome", outcome).functionCounter().count();
    }

    private double silence() {
        return registry.get("rijkscloud.duty.silence").gauge().value();
    }
}
