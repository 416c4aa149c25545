package nl.rijkscloud.ops;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.status.Status;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LogbackTest {
    private final LoggerContext context = new LoggerContext();

    @Test
    void everyEventIsOneLine() throws JoranException {
        var line = encoded("logback.xml", "first\r\n2026-01-01T00:00:00.000Z ERROR forged");

        assertThat(line).containsOnlyOnce("\n").endsWith("\n").doesNotContain("\r");
        assertThat(line)
                .contains("n.r.ops.LogbackTest - first | 2026-01-01", "IllegalStateException: broken | second half");
    }

    @Test
    void jsonIsOneObjectPerLine() throws JoranException {
        var line = encoded("logback-json.xml", "first\nsecond");

        assertThat(line.strip()).doesNotContain("\n");
        assertThat(new JsonObject(line).getString("formattedMessage")).isEqualTo("first\nsecond");
    }

    @Test
    void librariesLogOnlyWarnings() throws JoranException {
        configure("logback.xml");

        assertThat(context.getLogger("io.netty").getEffectiveLevel()).isEqualTo(Level.WARN);
        assertThat(context.getLogger("nl.rijkscloud.http").getEffectiveLevel()).isEqualTo(Level.INFO);
    }

    private String encoded(String file, String message) throws JoranException {
        var appender = (OutputStreamAppender<ILoggingEvent>) configure(file).iteratorForAppenders().next();
        var logger = context.getLogger(LogbackTest.class);
        var event = new LoggingEvent("", logger, Level.WARN, message, new IllegalStateException("broken\nsecond half"),
                null);
        return new String(appender.getEncoder().encode(event), StandardCharsets.UTF_8);
    }

    private ch.qos.logback.classic.Logger configure(String file) throws JoranException {
        var configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(Path.of("conf", file).toFile());
        assertThat(context.getStatusManager().getCopyOfStatusList())
                .noneMatch(status -> status.getLevel() > Status.INFO);
        return context.getLogger("ROOT");
    }
}
