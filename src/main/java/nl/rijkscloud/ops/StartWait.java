package nl.rijkscloud.ops;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.DatabaseFailure;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.startup.Findings;
import nl.rijkscloud.startup.NotReady;
import nl.rijkscloud.startup.StartRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a start wait for things that are still absent: after a power cut the database or a mount may come up later than
 * the portal. It tries again after ever longer pauses, without limit; readiness and the log name the absent things. A
 * problem that the operator must correct ends the start.
 */
public final class StartWait {
    private static final Logger LOG = LoggerFactory.getLogger(StartWait.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(10);
    private static final Duration REPORT_INTERVAL = Duration.ofMinutes(1);

    private final Vertx vertx;
    private final Config.Database database;
    private final Readiness readiness;
    private Duration pause = FIRST_PAUSE;
    private Instant reportedAt = Instant.MIN;

    public StartWait(Vertx vertx, Config.Database database, Readiness readiness) {
        this.vertx = vertx;
        this.database = database;
        this.readiness = readiness;
    }

    /**
     * Repeats until an attempt succeeds, or fails with something other than {@link NotReady} or passing trouble. Call
     * it once.
     */
    public <T> Future<T> until(Supplier<Future<T>> attempt) {
        var result = new AtomicReference<T>();
        return Loop.whileTrue(() -> attempt.get().map(found -> {
                    result.set(found);
                    return false;
                }).recover(this::waitOrFail))
                .map(done -> result.get())
                .onSuccess(found -> readiness.waitFor(Findings.NOTHING.waits()));
    }

    private Future<Boolean> waitOrFail(Throwable failure) {
        return switch (translate(failure)) {
            case NotReady missing -> {
                report(missing);
                var now = pause;
                pause = pause.multipliedBy(2).compareTo(MAX_PAUSE) < 0 ? pause.multipliedBy(2) : MAX_PAUSE;
                yield vertx.timer(now.toMillis(), TimeUnit.MILLISECONDS).map(true);
            }
            case Throwable end -> Future.failedFuture(end);
        };
    }

    private Throwable translate(Throwable failure) {
        return failure instanceof NotReady || failure instanceof StartRefused ? failure
                : DatabaseFailure.of(failure, database)
                .<Throwable>map(trouble -> toFailure("database: " + trouble.sentence(), trouble.passes()))
                .orElse(failure);
    }

    private static Throwable toFailure(String sentence, boolean passes) {
        return passes ? new NotReady(sentence) : new StartRefused(sentence);
    }

    private void report(NotReady missing) {
        readiness.waitFor(missing.sentences());
        if (reportedAt.plus(REPORT_INTERVAL).isBefore(Instant.now())) {
            reportedAt = Instant.now();
            LOG.warn("not started yet, waiting: {}", missing.getMessage());
        }
    }
}
