package nl.rijkscloud.ops;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.IntStream;
import nl.rijkscloud.testing.LogLines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RepeatFilterTest {
    private static final long NOON = 1_764_417_600_000L;

    private final LoggerContext context = new LoggerContext();
    private final RepeatFilter filter = new RepeatFilter();

    @Test
    void oneCauseGetsTenLinesAMinuteAndThenACount() {
        try (var log = new LogLines()) {
            assertThat(passed("nl.rijkscloud.http.Problems", "incident {}", NOON, 1000))
                    .isEqualTo(RepeatFilter.MAX_PER_MINUTE);
            assertThat(passed("nl.rijkscloud.http.Problems", "another text", NOON, 1)).isEqualTo(1);
            assertThat(log.warnings()).isEmpty();

            assertThat(passed("nl.rijkscloud.http.Problems", "incident {}", NOON + 60_000, 1)).isEqualTo(1);
            assertThat(log.warnings()).hasSize(1).first().asString()
                    .contains("990 lines like the next one were left out");
        }
    }

    @Test
    void variableTextInAMessageMakesNoNewCause() {
        var passed = IntStream.range(0, 1000)
                .mapToLong(i -> passed("io.vertx.core.net.impl", "client " + i + " failed", NOON, 1)).sum();

        assertThat(passed).isEqualTo(RepeatFilter.MAX_PER_MINUTE);
    }

    @Test
    void unlimitedCausesTakeLimitedMemory() {
        var passed = IntStream.range(0, 10_000)
                .mapToLong(i -> passed("nl.rijkscloud.http.Problems", "text " + i, NOON, 1)).sum();

        assertThat(passed).isLessThan(600);
    }

    @ParameterizedTest
    @ValueSource(strings = {"logback.xml", "logback-json.xml"})
    void productionLogsUseTheFilter(String file) throws Exception {
        assertThat(Files.readString(Path.of("conf", file)))
                .contains("<filter class=\"" + RepeatFilter.class.getName() + "\"/>");
    }

    private long passed(String logger, String text, long at, int times) {
        return IntStream.range(0, times).filter(i -> {
            var event = new LoggingEvent("", context.getLogger(logger), Level.WARN, text, null, null);
            event.setInstant(Instant.ofEpochMilli(at));
            return filter.decide(event) == FilterReply.NEUTRAL;
        }).count();
    }
}
