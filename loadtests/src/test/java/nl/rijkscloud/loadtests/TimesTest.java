package nl.rijkscloud.loadtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TimesTest {
    private final Times times = new Times();

    @Test
    void comparesThePercentilesOfLoadWithThoseOfIdle() {
        IntStream.rangeClosed(1, 100).forEach(i -> {
            times.add(Phase.IDLE, "submit", i);
            times.add(Phase.LOAD, "submit", 3 * i);
        });
        times.add(Phase.LOAD, "submit", 100_000);

        var ratio = times.ratios().getFirst();

        assertThat(ratio.p95()).isEqualTo(3 * 96 / 95.0);
        assertThat(ratio.p50()).isEqualTo(3 * 51 / 50.0);
        assertThat(ratio.isMeaningful()).isTrue();
    }

    @Test
    void shortTimesAreNotMultiplied() {
        times.add(Phase.IDLE, "submit", 1);
        times.add(Phase.LOAD, "submit", 20);

        assertThat(times.ratios().getFirst().p95()).isEqualTo(20.0 / Ratio.LEAST);
        assertThat(times.ratios().getFirst().isMeaningful()).isFalse();
    }

    @Test
    void requestOfOnePhaseOnlyIsNotCompared() {
        times.add(Phase.WARM, "submit", 1);
        times.add(Phase.LOAD, "submit", 1);
        times.add(Phase.IDLE, "upload it", 1);

        assertThat(times.ratios()).isEmpty();
        assertThat(times.slowest(Phase.IDLE, "upload it")).isEqualTo(1);
        assertThat(times.slowest(Phase.IDLE, "submit")).isZero();
    }
}
