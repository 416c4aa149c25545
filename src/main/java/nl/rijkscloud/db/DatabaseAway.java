package nl.rijkscloud.db;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database is unreachable or takes no writes at present. The request was right, so this is no {@code Failure} and
 * must not be recorded as a refusal. The caller may try again in some seconds.
 */
public final class DatabaseAway extends RuntimeException {
    /** Logs that the database is unavailable, now and then instead of for each failed statement. */
    static final class OutageLog {
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

    private static final long serialVersionUID = 1;

    DatabaseAway(Throwable cause) {
        super("the database is away: " + DatabaseFailure.state(cause).orElse(cause.getClass().getSimpleName()), cause,
                false, false);
    }
}
