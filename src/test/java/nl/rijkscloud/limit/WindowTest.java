package nl.rijkscloud.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WindowTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Instant TWELVE = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void windowsLieEndToEnd() {
        var window = Window.at(TWELVE.plusSeconds(900), HOUR);

        assertThat(window.start()).isEqualTo(TWELVE);
        assertThat(window.before()).isEqualTo(TWELVE.minus(HOUR));
        assertThat(window.weight()).isEqualTo(0.75);
    }

    @ParameterizedTest(name = "most {0}, {1} in the hour before and {2} in this one, at minute {3}: wait {4}")
    @CsvSource({
        "5, 0, 5, 0, PT1H12M", // four fifths of the next hour still count as four
        "5, 5, 0, 0, PT12M",
        "5, 5, 3, 0, PT48M",
        "5, 5, 4, 30, PT30M",
        "1, 0, 1, 45, PT1H15M",
        "0, 0, 0, 30, PT1H30M",
    })
    void waitEndsWhenOneMoreIsAllowed(int most, int earlier, int current, int minute, Duration wait) {
        assertThat(Window.at(TWELVE.plusSeconds(60L * minute), HOUR).wait(most, earlier, current)).isEqualTo(wait);
    }
}
