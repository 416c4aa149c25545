package nl.rijkscloud.connection;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns that X-Forwarded-For came from an address outside {@code server.trustedProxies}. Mostly that is the operator's
 * own proxy, and then all visitors share the limits of one. It warns once an hour and names no address, because any
 * stranger can write the header. Safe for use from any thread.
 */
final class UntrustedForwarding {
    private static final Logger LOG = LoggerFactory.getLogger(UntrustedForwarding.class);
    private static final long QUIET = Duration.ofHours(1).toNanos();

    private final LongSupplier nanoTime;
    private final AtomicLong next;

    UntrustedForwarding(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.next = new AtomicLong(nanoTime.getAsLong());
    }

    void say() {
        var due = next.get();
        var now = nanoTime.getAsLong();
        if (now - due >= 0 && next.compareAndSet(due, now + QUIET)) {
            LOG.warn("X-Forwarded-For is ignored: it came from an address that is not in server.trustedProxies. "
                    + "Is that your proxy?"
                    + " Then all its visitors share the limits of one; see \"TLS and proxy\" in operations.md");
        }
    }
}
