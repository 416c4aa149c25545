package nl.rijkscloud.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.vault.Hmac;
import nl.rijkscloud.vault.KeyPurpose;
import nl.rijkscloud.vault.PurposeKeys;

/**
 * Counts acts in the database, so that limits hold across restarts and nodes. Subjects are stored as keyed hashes, so
 * the table names no one. Safe for use from any thread.
 *
 * <p>Periods slide and are estimated from two fixed windows, see {@link Window}. Within one window the limit is exact;
 * across the border of two windows slightly more acts may pass if they were bunched at the end of the first. A refused
 * act is not counted in any of its limits, so further attempts do not prolong a refusal.
 *
 * <p>A limit that refuses even one act refuses all until its wait is over, since nothing lowers a count. That moment is
 * remembered here, so a flood of refused acts costs the database nothing.
 *
 * <p>Acts do not wait for each other at a limit of the whole portal; it may be exceeded by the number of concurrent
 * transactions.
 */
public final class Throttle {
    private static final int MOST_REMEMBERED = 100_000;

    /** When the next act of a limit that is reached may pass, by the key of the limit. */
    private final Cache<ByteBuffer, Instant> reachedUntil =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();
    private final Database database;
    private final InstantSource clock;
    private final Hmac hmac;
    private final Consumer<String> reached;

    private record Counted(Limit limit, byte[] key) {}

    public Throttle(Database database, PurposeKeys keys, InstantSource clock) {
        this(database, keys, clock, reached -> {});
    }

    /** @param reached receives the name of each limit that is reached, see {@link LimitLog#hit} */
    public Throttle(Database database, PurposeKeys keys, InstantSource clock, Consumer<String> reached) {
        this.reached = reached;
        this.database = database;
        this.clock = clock;
        this.hmac = keys.current(KeyPurpose.THROTTLE).hmac();
    }

    public Future<Void> count(Limit... limits) {
        return count(List.of(limits));
    }

    /**
     * Counts one act against all of these limits, or against none if one of them is reached. It fails then with
     * {@code TOO_MANY}, code {@code too-many-requests}, and the seconds to wait in {@code retryAfter}.
     */
    public Future<Void> count(List<Limit> limits) {
        return count(1, limits);
    }

    /** Counts several acts at once: all of them, or none. */
    public Future<Void> count(int acts, List<Limit> limits) {
        for (var limit : limits) {
            var wait = knownWait(limit);
            if (wait.isPresent()) {
                return refuse(limit, wait.get());
            }
        }
        return database.inTransaction(tx -> count(tx, acts, limits, acts == 1));
    }

    /** Counts in the caller's transaction; an act that is rolled back does not count. */
    public Future<Void> count(SqlClient tx, List<Limit> limits) {
        return count(tx, 1, limits);
    }

    public Future<Void> count(SqlClient tx, int acts, List<Limit> limits) {
        // Not remembered: what the caller's transaction counted before goes with it when the refusal rolls it back.
        return count(tx, acts, limits, false);
    }

    private Future<Void> count(SqlClient tx, int acts, List<Limit> limits, boolean remember) {
        // The fixed order keeps two acts that share limits from a deadlock.
        var ordered = limits.stream()
                .map(limit -> new Counted(limit, key(limit)))
                .sorted(Comparator.comparing(Counted::key, Arrays::compareUnsigned))
                .toList();
        return Loop.forEach(ordered, counted -> count(tx, acts, counted, remember));
    }

    /** Deletes windows that no limit needs any more and returns their number; the custodian calls it. */
    public Future<Integer> clear() {
        return ThrottleStore.clear(database, clock.instant());
    }

    private Future<Void> count(SqlClient tx, int acts, Counted counted, boolean remember) {
        var limit = counted.limit();
        var window = Window.at(clock.instant(), limit.period());
        var done = limit.isPortalWide()
                ? ThrottleStore.countShared(tx, counted.key(), acts, limit.most(), window)
                : ThrottleStore.count(tx, counted.key(), acts, limit.most(), window);
        return done.compose(counts -> counts
                ? Future.succeededFuture()
                : ThrottleStore.findWait(tx, counted.key(), Math.max(0, limit.most() + 1 - acts), window)
                        .compose(wait -> {
                            if (remember) {
                                reachedUntil.put(ByteBuffer.wrap(counted.key()), clock.instant().plus(wait));
                            }
                            return refuse(limit, wait);
                        }));
    }

    private Optional<Duration> knownWait(Limit limit) {
        var key = ByteBuffer.wrap(key(limit));
        var until = reachedUntil.getIfPresent(key);
        if (until == null) {
            return Optional.empty();
        }
        var wait = Duration.between(clock.instant(), until);
        // No limit makes anybody wait for longer: the clock was corrected since.
        if (!wait.isPositive() || wait.compareTo(limit.period().multipliedBy(2)) > 0) {
            reachedUntil.invalidate(key);
            return Optional.empty();
        }
        return Optional.of(wait);
    }

    private Future<Void> refuse(Limit limit, Duration wait) {
        reached.accept(limit.name());
        return Future.failedFuture(tooMany(limit, wait));
    }

    private static Failure tooMany(Limit limit, Duration wait) {
        return Failure.of(
                        Failure.Kind.TOO_MANY, "too-many-requests",
                        "This has been done too often. Please wait and try again.")
                .with("retryAfter", Math.max(1, wait.plusMillis(999).toSeconds()))
                .logged("limit reached: " + limit.name());
    }

    private byte[] key(Limit limit) {
        return hash(limit.name(), limit.period().toString(), limit.subject());
    }

    /**
     * The keyed hash under which the tables of limits know a subject.
     *
     * @param parts only the last may contain a line break, so that two lists never give one text
     */
    byte[] hash(String... parts) {
        return hmac.of(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
    }
}
