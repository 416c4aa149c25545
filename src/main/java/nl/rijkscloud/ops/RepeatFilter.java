package nl.rijkscloud.ops;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one cause from filling the disk with log lines. It passes {@value #MAX_PER_MINUTE} lines a minute with the same
 * class, text and kind of exception and counts the rest; a line with their number precedes the next line of that cause.
 * {@code logback.xml} names it, so that it also covers libraries. Any thread may call it.
 */
public final class RepeatFilter extends Filter<ILoggingEvent> {
    static final int MAX_PER_MINUTE = 10;

    private static final Logger LOG = LoggerFactory.getLogger(RepeatFilter.class);
    private static final long PERIOD_MS = 60_000;
    private static final int MOST_CAUSES = 500;

    private final Map<String, Window> causes = new HashMap<>();

    private static final class Window {
        private long end;
        private int told;
        private long untold;
    }

    @Override
    public FilterReply decide(ILoggingEvent event) {
        if (event.getLoggerName().equals(LOG.getName())) {
            return FilterReply.NEUTRAL;
        }
        long untold;
        synchronized (causes) {
            var window = window(event);
            if (event.getTimeStamp() < window.end && window.told >= MAX_PER_MINUTE) {
                window.untold++;
                return FilterReply.DENY;
            }
            untold = event.getTimeStamp() < window.end ? 0 : begin(window, event.getTimeStamp());
            window.told++;
        }
        if (untold > 0) {
            LOG.warn("{} lines like the next one were left out", untold);
        }
        return FilterReply.NEUTRAL;
    }

    private Window window(ILoggingEvent event) {
        if (causes.size() >= MOST_CAUSES) {
            causes.values().removeIf(window -> window.end <= event.getTimeStamp() && window.untold == 0);
        }
        var cause = cause(event);
        return causes.computeIfAbsent(causes.size() < MOST_CAUSES || causes.containsKey(cause) ? cause : "others",
                first -> new Window());
    }

    /**
     * Returns the text without its values. For libraries, which put values into the text, only the kind of exception
     * counts.
     */
    private static String cause(ILoggingEvent event) {
        var thrown = event.getThrowableProxy();
        var text = event.getLoggerName().startsWith("nl.rijkscloud.") ? event.getMessage() : "";
        return event.getLevel() + " " + event.getLoggerName() + " " + text + " "
                + (thrown == null ? "" : thrown.getClassName());
    }

    private static long begin(Window window, long now) {
        var untold = window.untold;
        window.end = now + PERIOD_MS;
        window.told = 0;
        window.untold = 0;
        return untold;
    }
}
