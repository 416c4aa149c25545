package nl.rijkscloud.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class BenchTest {
    @Test
    void withoutOptionsEverythingIsMeasuredThoroughly() {
        var bench = parsed();
        assertThat(bench.chosen()).isEqualTo(Measurements.ALL);
        assertThat(bench.effort()).isEqualTo(Effort.FULL);
    }

    @Test
    void namedMeasurementsRunInTheGivenOrder() {
        assertThat(parsed("--only", "download,upload").chosen()).extracting(Measurement::name)
                .containsExactly("download", "upload");
    }

    @Test
    void unknownNameIsRefusedAndTheKnownOnesAreListed() {
        var bench = parsed("--only", "upload,dowload");
        assertThatExceptionOfType(ParameterException.class).isThrownBy(bench::chosen).withMessageContaining("dowload")
                .withMessageContaining("download");
    }

    @Test
    void quickSkipsMeasurementsWithoutASmallVersionAndRepeatsFiveTimes() {
        var bench = parsed("--quick");
        assertThat(bench.chosen()).isNotEmpty().allMatch(Measurement::inQuick);
        assertThat(bench.effort().repetitions()).isGreaterThanOrEqualTo(5);
        assertThat(bench.effort().bytes()).isLessThan(Effort.FULL.bytes());
    }

    @Test
    void fewerThanFiveRepetitionsAreRefused() {
        assertThat(parsed("--repetitions", "5").effort().repetitions()).isEqualTo(5);
        assertThatExceptionOfType(ParameterException.class).isThrownBy(() -> parsed("--repetitions", "4").effort());
    }

    @Test
    void namesAreUnique() {
        assertThat(Measurements.ALL).extracting(Measurement::name).doesNotHaveDuplicates();
    }

    private static Bench parsed(String... arguments) {
        var bench = new Bench();
        new CommandLine(bench).parseArgs(arguments);
        return bench;
    }
}
