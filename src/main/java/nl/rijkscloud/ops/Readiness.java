package nl.rijkscloud.ops;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import nl.rijkscloud.startup.NotReady;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides if this server should receive work: it has started, it is not closing, and every named check succeeds in
 * time. Safe for use from any thread. Concurrent calls share one run, so that hanging checks do not accumulate.
 */
public final class Readiness {
    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String STARTING = "start";

    private final Map<String, Supplier<Future<Void>>> checks = new LinkedHashMap<>();
    private Future<Map<String, Boolean>> running = Future.succeededFuture();
    private Map<String, Boolean> last = Map.of();
    private final Map<String, String> reasons = new ConcurrentHashMap<>();
    private volatile boolean accepting;

    public synchronized Readiness add(String name, Supplier<Future<Void>> check) {
        checks.put(name, check);
        return this;
    }

    /** Declares that everything runs and the server wants work. */
    public void open() {
        accepting = true;
    }

    /** Sets the sentences that say why the start waits; empty once it continues. */
    void waitFor(List<String> sentences) {
        reasons.remove(STARTING);
        if (!sentences.isEmpty()) {
            reasons.put(STARTING, String.join("; ", sentences));
        }
    }

    /** Sentences about failing checks for the operator, by check. */
    Map<String, String> reasons() {
        return new TreeMap<>(reasons);
    }

    /** Declares that the server wants no new work; the load balancer takes it out before connections are refused. */
    public void drain() {
        accepting = false;
    }

    /** Runs the checks and returns the result of each by name. Never fails. */
    synchronized Future<Map<String, Boolean>> look() {
        if (running.isComplete()) {
            var results = new LinkedHashMap<String, Future<Boolean>>();
            checks.forEach((name, check) -> results.put(name, attempt(name, check)));
            running = Future.join(results.values().stream().toList()).map(done -> {
                var outcome = new LinkedHashMap<String, Boolean>();
                results.forEach((name, result) -> outcome.put(name, result.result()));
                remember(outcome);
                return outcome;
            });
        }
        return running.map(outcome -> {
            var answer = new LinkedHashMap<>(outcome);
            answer.put("accepting", accepting);
            return answer;
        });
    }

    /** Runs the checks while the server wants work, so that the log reports a change even if no one asks. */
    Future<?> watch() {
        return accepting ? look() : Future.succeededFuture();
    }

    private Future<Boolean> attempt(String name, Supplier<Future<Void>> check) {
        Future<Void> result;
        try {
            result = check.get().timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RuntimeException bug) {
            result = Future.failedFuture(bug);
        }
        return result.map(true).onSuccess(well -> reasons.remove(name)).otherwise(cause -> {
            LOG.debug("check {} failed", name, cause);
            if (cause instanceof NotReady said) {
                reasons.put(name, said.getMessage());
            } else {
                reasons.remove(name); // the texts of other programs may reveal too much
            }
            return false;
        });
    }

    /** Logs one line for each change, not one for each probe. */
    private synchronized void remember(Map<String, Boolean> outcome) {
        outcome.forEach((name, well) -> {
            if (!well && last.getOrDefault(name, true)) {
                LOG.warn("not ready: {} {}", name, reasons.getOrDefault(name, ""));
            } else if (well && !last.getOrDefault(name, true)) {
                LOG.info("ready again: {}", name);
            }
        });
        last = Map.copyOf(outcome);
    }
}
