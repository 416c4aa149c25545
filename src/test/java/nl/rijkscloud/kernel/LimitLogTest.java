package nl.rijkscloud.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.stream.IntStream;
import nl.rijkscloud.testing.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class LimitLogTest {
    private final TestClock clock = new TestClock();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final LimitLog limits = new LimitLog(metrics, clock);
    private final Logger logger = (Logger) LoggerFactory.getLogger(LimitLog.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
        logger.setAdditive(false);
    }

    @AfterEach
    void stop() {
        logger.setAdditive(true);
        logger.detachAppender(lines);
    }

    @Test
    void everyHitIsCountedAndTheLogReportsThemOnceAMinute() {
        IntStream.range(0, 1000).forEach(i -> limits.hit("heads"));
        limits.hit("bodies");
        clock.advance(Duration.ofSeconds(61));
        limits.hit("heads");

        assertThat(metrics.get("rijkscloud.limits").tag("limit", "heads").counter().count()).isEqualTo(1001);
        assertThat(lines.list).extracting(ILoggingEvent::getFormattedMessage).containsExactly(
                "The limit heads was reached; 0 times more since the last line about it",
                "The limit bodies was reached; 0 times more since the last line about it",
                "The limit heads was reached; 999 times more since the last line about it");
    }
}
