package nl.rijkscloud.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class QueueAgeTest {
    private static final Duration TOO_LONG = Duration.ofMinutes(10);

    private final Logger logger = (Logger) LoggerFactory.getLogger(QueueAge.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicLong nanoTime = new AtomicLong();
    private Duration oldest = Duration.ZERO;
    private PeriodicTask duty;

    @BeforeEach
    void watch() {
        log.start();
        logger.addAppender(log);
        var age = new QueueAge("documents", TOO_LONG, nanoTime::get, () -> Future.succeededFuture(oldest));
        age.bindTo(registry);
        duty = age.duty();
    }

    @AfterEach
    void leave() {
        logger.detachAppender(log);
    }

    @Test
    void ageIsAMetricInSeconds() {
        look(Duration.ofSeconds(90));

        assertThat(registry.get("rijkscloud.queue.age").tag("queue", "documents").gauge().value()).isEqualTo(90);
        assertThat(log.list).isEmpty();
    }

    @Test
    void tooOldQueueIsLoggedOnceEveryFifteenMinutes() {
        look(TOO_LONG.plusMinutes(1));
        look(TOO_LONG.plusMinutes(2));
        assertThat(log.list).hasSize(1);
        assertThat(log.list.getFirst().getLevel()).isEqualTo(Level.WARN);
        assertThat(log.list.getFirst().getFormattedMessage())
                .isEqualTo("the oldest of the queue of documents has waited for 11 minutes");

        nanoTime.addAndGet(Duration.ofMinutes(15).toNanos());
        look(TOO_LONG.plusMinutes(16));
        assertThat(log.list).hasSize(2);
    }

    @Test
    void nextStandstillIsLoggedAtOnce() {
        look(TOO_LONG.plusMinutes(1));
        look(Duration.ZERO);
        look(TOO_LONG.plusMinutes(1));

        assertThat(log.list).hasSize(2);
    }

    private void look(Duration age) {
        oldest = age;
        duty.run().await();
    }
}
