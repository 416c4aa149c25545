package nl.rijkscloud.db;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs that the database is unavailable, now and then instead of for each failed statement. */
final class OutageLog {
    private static final Logger LOG = LoggerFactory.getLogger(OutageLog.class);
    private static final long EVERY = Duration.ofSeconds(30).toNanos();
    private static final AtomicLong NEXT = new AtomicLong(System.nanoTime());

    private OutageLog() {}

    static void tell(DatabaseAway away) {
        var now = System.nanoTime();
        var next = NEXT.get();
        if (now - next >= 0 && NEXT.compareAndSet(next, now + EVERY)) {
            LOG.warn("{}; requests are answered with 503", away.getMessage());
        }
    }
}
