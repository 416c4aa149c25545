package nl.rijkscloud.db;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log that the database is away: once in a while, not for each statement that fails. */
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
