package nl.rijkscloud.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

    /** The object that {@code --quick --json} writes is what checks from outside read. */
    @ParameterizedTest
    @ValueSource(strings = {
        "smallDocumentsPerSecond", "smallDocumentsVsTusNode", "smallDocumentCpuMilliseconds", "createLastVsFirst",
        "jsonCpuMicroseconds", "reportCpuMicroseconds", "overviewCpuMicroseconds", "startMilliseconds",
        "uploadVsNginx", "uploadMBPerSecond", "uploadCpuSecondsPerGB", "uploadPeakRssMB", "uploadAnswerMilliseconds",
        "uploadVsTusNode", "fiftyUploadsVsNginx", "thousandUploadsRssMB", "thousandUploadsFailures",
        "thousandUploadsVsNginx", "downloadVsNginx", "coldDownloadVsNginx", "fiftyDownloadsVsNginx", "rangesVsNginx",
        "tlsUploadVsNginx", "tlsDownloadVsNginx", "pageVsNginx", "jsonVsNginx", "lastByte1MiBMilliseconds",
        "memoryUploadRssMB", "memoryUploadGrowth", "memoryDownloadRssMB", "memoryDownloadGrowth",
        "overviewMillionVsThousand"
    })
    void aQuickRunPromisesTheFiguresThatOthersRelyOn(String key) throws IOException {
        assertThat(parsed("--quick").chosen().stream().flatMap(one -> one.keys().stream())).contains(key);
        assertThat(Files.readString(Path.of("loadtests/BENCHMARKS.md"))).contains("`" + key + "`");
    }

    @Test
    void aMeasurementThatLeavesOutAPromisedFigureFails(@TempDir Path folder) throws Exception {
        var failed = new ArrayList<String>();
        var figures = new Figures();
        try (var lab = new Lab(folder, folder, Effort.QUICK, List.of())) {
            Bench.measure(measurement((here, all) -> all.add("speed", "speed", Series.of(1))), lab, figures, failed);
            assertThat(failed).containsExactly("one (without size)");
        }
    }

    @Test
    void failedRequestsMakeAMeasurementFailWithTheirNumber(@TempDir Path folder) throws Exception {
        var failed = new ArrayList<String>();
        try (var lab = new Lab(folder, folder, Effort.QUICK, List.of())) {
            Bench.measure(measurement((here, all) -> {
                List.of("speed", "size").forEach(key -> all.add(key, key, Series.of(1)));
                here.countFailures(3);
            }), lab, new Figures(), failed);
            assertThat(failed).containsExactly("one (3 requests failed)");
            failed.clear();
            var bad = new Sample(1, 1, 1, 1, 1, 2);
            Bench.measure(measurement((here, all) -> Rounds.run(here, 0, () -> bad, () -> bad)), lab, new Figures(),
                    failed);
            assertThat(failed).singleElement().asString().contains("4 requests failed");
        }
    }

    private interface Work {
        void on(Lab lab, Figures figures) throws Exception;
    }

    /** One that promises the figures "speed" and "size". */
    private static Measurement measurement(Work work) {
        return new Measurement() {
            @Override
            public String name() {
                return "one";
            }

            @Override
            public String about() {
                return "";
            }

            @Override
            public List<String> keys() {
                return List.of("speed", "size");
            }

            @Override
            public void measure(Lab lab, Figures figures) throws Exception {
                work.on(lab, figures);
            }
        };
    }

    @Test
    void fewerThanFiveRepetitionsAreRefused() {
        assertThat(parsed("--repetitions", "5").effort().repetitions()).isEqualTo(5);
        assertThatExceptionOfType(ParameterException.class).isThrownBy(() -> parsed("--repetitions", "4").effort());
    }

    @Test
    void aSetOfOptionsIsAFileAndOwnOptionsTakeItsPlace() {
        assertThat(parsed().jvm()).singleElement().asString().endsWith("conf/jvm.options");
        assertThat(parsed("--options", "roomy").jvm()).singleElement()
                .satisfies(file -> assertThat(Path.of(file.substring(1))).hasFileName("jvm-roomy.options").exists());
        assertThat(parsed("--options", "roomy", "--jvm", "-Xmx1g -Xint").jvm()).containsExactly("-Xmx1g", "-Xint");
        assertThatExceptionOfType(ParameterException.class).isThrownBy(() -> parsed("--options", "large").jvm());
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
