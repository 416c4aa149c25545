package nl.rijkscloud.link;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Rows about access that this server read a moment ago, for reads only. They are kept as the database gave them: the
 * keys in them are sealed under the cookie that every request brings, so that memory alone opens nothing, and nothing
 * has to be overwritten.
 *
 * <p>A row is forgotten after two seconds at most, and at once when access to what it touches ends on this server.
 * Other servers hear nothing of that, and are late by those two seconds. Safe for use from any thread.
 */
public final class RecentRows {
    /** The most rows of one kind. */
    static final int MOST = 2_000;

    private static final int MOST_ENDED = 100_000;

    /**
     * The time for which no rows are kept of something that has ended: its transaction may not have been committed yet,
     * and a read may have begun before that.
     */
    private static final Duration UNSETTLED = Duration.ofMinutes(1);

    private final List<Kind<?, ?>> kinds = new CopyOnWriteArrayList<>();
    private final Cache<Object, Boolean> ended = Caffeine.newBuilder()
            .maximumSize(MOST_ENDED).expireAfterWrite(UNSETTLED).build();
    private final Duration life;
    private final InstantSource clock;
    private final MeterRegistry metrics;

    /** @param life how long a row may be kept; zero for not at all */
    public RecentRows(Duration life, InstantSource clock, MeterRegistry metrics) {
        this.life = life;
        this.clock = clock;
        this.metrics = metrics;
    }

    /**
     * Begins to keep rows of one kind.
     *
     * @param name of its metrics
     * @param touches the ids on which the row depends: of transfers, recipients, accounts and sessions
     */
    public <K, V> Kind<K, V> kind(String name, Function<V, List<Object>> touches) {
        var kind = new Kind<K, V>(touches);
        kinds.add(kind);
        CaffeineCacheMetrics.monitor(metrics, kind.rows, name);
        return kind;
    }

    /**
     * Forgets all that touches this id, and keeps nothing of it for a minute. Call it before the statement that ends
     * access, or after its commit.
     */
    public void forget(Object id) {
        ended.put(id, true);
        kinds.forEach(kind -> kind.forget(id));
    }

    private boolean isUnsettled(List<Object> ids) {
        return ids.stream().anyMatch(id -> ended.getIfPresent(id) != null);
    }

    private record Row<V>(V value, List<Object> touches, Instant at) {}

    /** Rows of one kind, by the key that was asked for. */
    public final class Kind<K, V> {
        private final Function<V, List<Object>> touches;
        private final Cache<K, Row<V>> rows = Caffeine.newBuilder()
                .maximumSize(MOST).expireAfterWrite(life).executor(Runnable::run).recordStats().build();

        private Kind(Function<V, List<Object>> touches) {
            this.touches = touches;
        }

        /**
         * Finds a row in memory or reads it.
         *
         * @param good true for a row that may be kept, and be answered from memory
         */
        public Future<Optional<V>> find(K key, Supplier<Future<Optional<V>>> read, Function<V, Boolean> good) {
            if (life.isZero()) {
                return read.get();
            }
            var now = clock.instant();
            var kept = rows.getIfPresent(key);
            if (kept != null && !now.isBefore(kept.at()) && now.isBefore(kept.at().plus(life))
                    && good.apply(kept.value())) {
                return Future.succeededFuture(Optional.of(kept.value()));
            }
            return read.get().onSuccess(found -> found.filter(good::apply).ifPresent(row -> keep(key, row, now)));
        }

        /** Keeps first and looks then: an end that comes between the two removes the row itself. */
        private void keep(K key, V row, Instant at) {
            var ids = touches.apply(row);
            rows.put(key, new Row<>(row, ids, at));
            if (isUnsettled(ids)) {
                rows.invalidate(key);
            }
        }

        private void forget(Object id) {
            rows.asMap().values().removeIf(row -> row.touches().contains(id));
        }

        /** The rows in memory. */
        List<V> values() {
            rows.cleanUp();
            return rows.asMap().values().stream().map(Row::value).toList();
        }
    }
}
