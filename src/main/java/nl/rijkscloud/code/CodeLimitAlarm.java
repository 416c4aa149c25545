package nl.rijkscloud.code;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import nl.rijkscloud.kernel.Failure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the operator that the portal-wide limit of codes is reached: a counter for each refusal, and at most one
 * warning a minute. Safe for use from any thread.
 */
public final class CodeLimitAlarm {
    private static final Logger LOG = LoggerFactory.getLogger(CodeLimitAlarm.class);
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final Counter refusals;
    private final InstantSource clock;
    private Instant warned = Instant.MIN;

    public CodeLimitAlarm(MeterRegistry metrics, InstantSource clock) {
        this.refusals = Counter.builder("rijkscloud.codes.braked")
                .description("Requests for a code that were refused because the portal had sent as many as "
                        + "limits.codesPerHour allows")
                .register(metrics);
        this.clock = clock;
    }

    public void report(Throwable failure) {
        if (!(failure instanceof Failure expected && expected.kind() == Failure.Kind.TOO_MANY)) {
            return;
        }
        refusals.increment();
        if (mayWarn(clock.instant())) {
            LOG.warn("No codes are sent on request: this hour has had as many as limits.codesPerHour allows. "
                    + "Somebody may be abusing the portal.");
        }
    }

    private synchronized boolean mayWarn(Instant now) {
        if (!warned.isBefore(now.minus(QUIET))) {
            return false;
        }
        warned = now;
        return true;
    }
}
