package nl.rijkscloud.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.random.RandomGenerator;
import nl.rijkscloud.outbox.DeliveryRecorder.Backoff;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BackoffTest {
    @ParameterizedTest
    @CsvSource({"1, PT5S", "2, PT30S", "3, PT1M", "4, PT2M", "8, PT32M", "9, PT1H", "10, PT1H", "1000000, PT1H"})
    void delayGrowsUpToAnHour(int attempts, Duration calm) {
        assertThat(new Backoff(always(0)).after(attempts))
                .isEqualTo(calm.multipliedBy(8).dividedBy(10));
        assertThat(new Backoff(always(-1L)).after(attempts))
                .isCloseTo(calm.multipliedBy(12).dividedBy(10), Duration.ofMillis(1));
    }

    @Test
    void retriesOfSimultaneousFailuresAreSpread() {
        var backoff = new Backoff(RandomGenerator.getDefault());

        assertThat(backoff.after(5)).isNotEqualTo(backoff.after(5));
    }

    private static RandomGenerator always(long bits) {
        return () -> bits;
    }
}
