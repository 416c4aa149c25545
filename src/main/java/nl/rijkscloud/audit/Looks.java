package nl.rijkscloud.audit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.kernel.PeriodicTask;

/**
 * Counts looks and refusals that are repeated within a minute in memory, and writes the counts down every second. The
 * first of its kind that this server sees in a minute is written before it is answered, so a crash loses no line: only
 * the number of repetitions of the last second is too low. Safe for use from any thread.
 */
final class Looks implements MeterBinder {
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration KNOWN_FOR = Duration.ofMinutes(1);
    private static final int MOST_KINDS = 10_000;

    /** Looks of one kind in one minute. */
    record Kind(Instant minute, AuditEntry entry) {
        /** The kind under which the crowd is counted; that of a known actor is its own. */
        Kind ofCrowd() {
            return entry.actor().kind() == Actor.Kind.NOBODY ? withoutSource() : this;
        }

        private Kind withoutSource() {
            var actor = entry.actor();
            return new Kind(minute, new AuditEntry(new Actor(actor.kind(), actor.id(), Optional.empty()),
                    entry.action(), entry.result(), entry.subject(), entry.detail(), entry.statement()));
        }
    }

    private final TallyStore store = new TallyStore();
    private final PeriodicTask flush = new PeriodicTask("audit-looks", pass -> write());
    private final Map<Kind, Long> repeats = new ConcurrentHashMap<>();
    private final Cache<Kind, Boolean> written = Caffeine.newBuilder()
            .maximumSize(MOST_KINDS).expireAfterWrite(KNOWN_FOR).recordStats().build();
    private final Database database;
    private volatile boolean counting;

    Looks(Database database) {
        this.database = database;
    }

    /** Counts in memory from now on, until {@link #stop}. */
    void start(Vertx vertx) {
        counting = true;
        flush.every(vertx, INTERVAL);
    }

    /** Completes when every count has been written down. */
    Future<Void> stop() {
        counting = false;
        return flush.stop().eventually(this::write);
    }

    /** Counts a look, if the first one of its kind is in the database. */
    boolean count(Kind kind) {
        if (!counting) {
            return false;
        }
        var known = written.getIfPresent(kind) != null ? kind : kind.ofCrowd();
        if (written.getIfPresent(known) == null) {
            return false;
        }
        repeats.merge(known, 1L, Long::sum);
        return true;
    }

    /**
     * The look is in the database: those that follow are repetitions.
     *
     * @param counted as what. When it has lost its source, so do all further sources of that minute
     */
    void isWritten(Kind kind, AuditEntry counted) {
        written.put(counted.actor().source().isEmpty() ? kind.ofCrowd() : kind, true);
    }

    private Future<Void> write() {
        return Loop.forEach(repeats.keySet(), kind -> {
            var times = repeats.remove(kind);
            return times == null ? Future.succeededFuture() : store.addRepeats(database.client(), kind, times)
                    .onFailure(later -> repeats.merge(kind, times, Long::sum));
        });
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        CaffeineCacheMetrics.monitor(registry, written, "rijkscloud.looks");
        flush.bindTo(registry);
    }
}
