package nl.rijkscloud.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesTest {
    @Test
    void medianOfAnOddNumberIsTheOneInTheMiddle() {
        assertThat(Series.of(9, 1, 2).median()).isEqualTo(2);
        assertThat(Series.of(5).median()).isEqualTo(5);
    }

    @Test
    void medianOfAnEvenNumberIsHalfwayBetweenTheTwoInTheMiddle() {
        assertThat(Series.of(10, 1, 4, 2).median()).isEqualTo(3);
    }

    @Test
    void spreadIsFromTheLowestToTheHighest() {
        var series = Series.of(3, -1, 7, 2);
        assertThat(List.of(series.lowest(), series.highest(), (double) series.size())).containsExactly(-1.0, 7.0, 4.0);
    }

    /** The ratio of the two medians would be 1 here; the pairs show that both were slow at the same time. */
    @Test
    void ratiosAreMadeFromPairs() {
        var ratios = Series.ofPairs(List.of(2.0, 20.0, 200.0), List.of(1.0, 10.0, 100.0), (one, other) -> one / other);
        assertThat(List.of(ratios.lowest(), ratios.median(), ratios.highest())).containsOnly(2.0);
        assertThat(Series.ofPairs(List.of(1.0, 2.0, 3.0), List.of(3.0, 2.0, 1.0), (one, other) -> one / other)
                .highest()).isEqualTo(3);
    }

    @Test
    void emptySeriesHasNoMedianAndUnpairedValuesNoRatio() {
        assertThatIllegalArgumentException().isThrownBy(Series::of);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Series.ofPairs(List.of(1.0, 2.0), List.of(1.0), Double::sum));
    }
}
