package nl.rijkscloud.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class AuditFeedTest {
    private final AuditFixture log = new AuditFixture();
    private final Logger logger = (Logger) LoggerFactory.getLogger(AuditFeed.LOGGER);
    private final ListAppender<ILoggingEvent> output = new ListAppender<>();
    private final AuditFeed feed = new AuditFeed(log.database, log.clock);

    @BeforeEach
    void listen() {
        logger.setLevel(Level.INFO);
        output.start();
        logger.addAppender(output);
        logger.setAdditive(false);
    }

    @AfterEach
    void close() {
        logger.detachAppender(output);
        logger.setLevel(null);
        logger.setAdditive(true);
        log.close();
    }

    @Test
    void everyLineGoesOutOnceInOrderFromTwoServers() {
        log.lines(3);
        feed.run().await(); // turned on: older lines stay where they are
        log.lines(2 * AuditFeed.BATCH + 7);
        var other = new AuditFeed(log.database, log.clock);

        Future.all(feed.run(), other.run()).await();
        Future.all(feed.run(), other.run()).await();

        assertThat(written("audit-line")).extracting(line -> line.getLong("seq"))
                .containsExactlyElementsOf(LongStream.rangeClosed(4, 2 * AuditFeed.BATCH + 10).boxed().toList());
    }

    @Test
    void lineHasExactlyTheFieldsOfTheLog() {
        feed.run().await();
        log.lines(1);

        feed.run().await();

        assertThat(written("audit-line")).singleElement().satisfies(line -> {
            assertThat(line.fieldNames()).containsExactlyInAnyOrder("type", "seq", "at", "action", "result", "actor",
                    "actorId", "source", "transfer", "subject", "subjectId", "documents", "statement", "mac");
            assertThat(line.getString("source")).isEqualTo(AuditFixture.SOURCE.subject());
        });
    }

    @Test
    void anchorGoesOutEachHour() {
        log.lines(2);
        feed.run().await();
        feed.run().await();
        assertThat(written("audit-anchor")).singleElement()
                .satisfies(anchor -> assertThat(AuditAnchor.parse(
                        anchor.getLong("seq") + ":" + anchor.getString("mac"))).hasValueSatisfying(
                        place -> assertThat(log.verify(place).flaws()).isEmpty()));

        log.clock.advance(Duration.ofMinutes(61));
        feed.run().await();
        assertThat(written("audit-anchor")).hasSize(2);
    }

    @Test
    void lineOfANewerVersionIsNamed() {
        feed.run().await();
        log.lines(2);
        log.tamper("update audit_entry set action = 'novelty' where seq = 1");

        feed.run().await();

        assertThat(written("audit-line").getFirst().getMap())
                .containsOnlyKeys("type", "seq", "unreadable").containsEntry("seq", 1);
        assertThat(written("audit-line")).hasSize(2);
    }

    /** An operator's own logging may be older than this. */
    @Test
    void nothingIsPassedOverWithoutAPlaceForIt() {
        feed.run().await();
        log.lines(1);
        logger.setLevel(Level.WARN);

        assertThatThrownBy(() -> feed.run().await()).hasMessageContaining("has no logger rijkscloud.audit");
        logger.setLevel(Level.INFO);
        feed.run().await();

        assertThat(written("audit-line")).hasSize(1);
    }

    @Test
    void shippedLoggingWritesTheObjectAndNothingElse() throws Exception {
        for (var file : List.of("logback.xml", "logback-json.xml")) {
            var context = new LoggerContext();
            var configurator = new JoranConfigurator();
            configurator.setContext(context);
            configurator.doConfigure(Path.of("conf", file).toFile());
            var shipped = context.getLogger(AuditFeed.LOGGER);
            var appender = (OutputStreamAppender<ILoggingEvent>) shipped.iteratorForAppenders().next();

            assertThat(shipped.isAdditive()).isFalse();
            assertThat(shipped.isInfoEnabled()).isTrue();
            assertThat(new String(appender.getEncoder().encode(
                    new LoggingEvent("", shipped, Level.INFO, "{\"seq\":1}", null, null)), StandardCharsets.UTF_8))
                    .isEqualTo("{\"seq\":1}" + System.lineSeparator());
        }
    }

    private List<JsonObject> written(String type) {
        return output.list.stream().map(event -> new JsonObject(event.getFormattedMessage()))
                .filter(line -> line.getString("type").equals(type)).toList();
    }
}
