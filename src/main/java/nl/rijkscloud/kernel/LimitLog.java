package nl.rijkscloud.kernel;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the operator that a limit was reached: each time in the metric {@code rijkscloud_limits_total}, and at most
 * once a minute for each limit in the log, with the number of times since the last line. Names the limit and never a
 * person. Safe for use from any thread.
 */
public final class LimitLog {
    private static final Logger LOG = LoggerFactory.getLogger(LimitLog.class);
    /** Every limit there is, so that each has its series from the start. */
    private static final List<String> LIMITS = List.of(
            "account-changes-by-staff", "answers-back", "body-time", "changes-by-staff", "codes", "codes-to-number",
            "codes-to-phone",
            "connections", "connections-per-source", "corrections", "first-codes-by-staff", "first-codes-to-number",
            "head-time", "header-lines", "help-desk-looks-by-staff", "links-from-source", "mails-to-address",
            "network-tests", "network-tests-from-source", "person-exports-by-staff", "person-searches-by-staff",
            "phone-links", "piece-codes", "piece-codes-per-session", "pipelined-requests",
            "provider-logouts-from-source", "queue-searches-by-staff", "read-outs-by-staff",
            "read-outs-to-recipient",
            "requests-by-staff", "requests-per-connection", "requests-per-source", "sign-in-alerts",
            "sign-ins-from-known-browser", "sign-ins-from-source", "sign-ins-from-source-for-account",
            "sign-ins-from-source-known", "sign-ins-of-strangers", "sms-reports-from-source",
            "statement-looks-from-source", "submissions",
            "submissions-familiar", "submissions-from-source", "submissions-in-rush", "triage-by-staff",
            "unfinished-requests",
            "unread-answers", "upload-rate", "uploads", "uploads-per-source", "uploads-per-transfer",
            "withdrawal-appeals");
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final MeterRegistry metrics;
    private final InstantSource clock;
    private final ConcurrentHashMap<String, Hits> limits = new ConcurrentHashMap<>();

    public LimitLog(MeterRegistry metrics, InstantSource clock) {
        this.metrics = metrics;
        this.clock = clock;
        LIMITS.forEach(limit -> limits.put(limit, new Hits(limit)));
    }

    /** @param limit a word of ours, from a closed set: it becomes a label of the metric */
    public void hit(String limit) {
        limits.computeIfAbsent(limit, Hits::new).add();
    }

    private final class Hits {
        private final String limit;
        private final Counter counter;
        private Instant quietUntil = Instant.MIN;
        private long untold;

        private Hits(String limit) {
            this.limit = limit;
            this.counter = Counter.builder("rijkscloud.limits")
                    .description("Times that somebody reached a limit")
                    .tag("limit", limit)
                    .register(metrics);
        }

        private synchronized void add() {
            counter.increment();
            var now = clock.instant();
            if (now.isBefore(quietUntil)) {
                untold++;
                return;
            }
            LOG.warn("The limit {} was reached; {} times more since the last line about it", limit, untold);
            quietUntil = now.plus(QUIET);
            untold = 0;
        }
    }
}
