package nl.rijkscloud.limit;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.vault.MasterKey;

/**
 * Counts acts in the database, so that limits hold over restarts and over all nodes. Subjects are stored as keyed
 * hashes: the table tells nobody who wrote to whom or came from where. Safe for use from any thread.
 *
 * <p>Periods slide, reckoned from two fixed windows (see {@link Window}); within one window never more acts pass than
 * the limit says, over a window border at worst a little more when they were bunched at the end of the first. A refused
 * act is not counted, in none of its limits, so that trying on does not lock anybody out for longer.
 *
 * <p>A limit of the whole portal locks nothing that another act waits for; there as many too many may pass as there are transactions at one moment.
 */
public final class Throttle {
    private final Database database;
    private final InstantSource clock;
    private final SubjectKey key;
    private final Consumer<String> reached;

    private record Counted(Limit limit, byte[] key) {}

    public Throttle(Database database, MasterKey master, InstantSource clock) {
        this(database, master, clock, reached -> {});
    }

    /** @param reached is told the name of each limit that somebody reaches, see {@link LimitLog#hit} */
    public Throttle(Database database, MasterKey master, InstantSource clock, Consumer<String> reached) {
        this.reached = reached;
        this.database = database;
        this.clock = clock;
        this.key = new SubjectKey(master);
    }

    public Future<Void> count(Limit... limits) {
        return count(List.of(limits));
    }

    /**
     * Counts one act against each of the limits, or against none when one of them is reached. Fails then with
     * {@code TOO_MANY}, code {@code too-many-requests}, and the whole seconds to wait as {@code retryAfter}.
     */
    public Future<Void> count(List<Limit> limits) {
        return count(1, limits);
    }

    /** The same for several acts at once: all of them, or none. */
    public Future<Void> count(int acts, List<Limit> limits) {
        return database.inTransaction(tx -> count(tx, acts, limits));
    }

    /** The same in the caller's transaction: an act that is rolled back does not count. */
    public Future<Void> count(SqlClient tx, List<Limit> limits) {
        return count(tx, 1, limits);
    }

    public Future<Void> count(SqlClient tx, int acts, List<Limit> limits) {
        // Always in the same order: two acts that share limits would otherwise lock each other's rows for ever.
        var ordered = limits.stream()
                .map(limit -> new Counted(limit, key(limit)))
                .sorted(Comparator.comparing(Counted::key, Arrays::compareUnsigned))
                .toList();
        return Loop.forEach(ordered, counted -> count(tx, acts, counted));
    }

    /** Forgets windows that no limit looks at any more. Answers how many rows that were. For the custodian. */
    public Future<Integer> clear() {
        return ThrottleStore.clear(database, clock.instant());
    }

    private Future<Void> count(SqlClient tx, int acts, Counted counted) {
        var limit = counted.limit();
        var window = Window.at(clock.instant(), limit.period());
        var done = limit.isOfEverybody()
                ? ThrottleStore.countShared(tx, counted.key(), acts, limit.most(), window)
                : ThrottleStore.count(tx, counted.key(), acts, limit.most(), window);
        return done.compose(counts -> counts
                ? Future.succeededFuture()
                : ThrottleStore.waitFor(tx, counted.key(), Math.max(0, limit.most() + 1 - acts), window)
                        .compose(wait -> {
                            reached.accept(limit.name());
                            return Future.failedFuture(tooMany(limit, wait));
                        }));
    }

    private static Failure tooMany(Limit limit, Duration wait) {
        return Failure.of(
                        Failure.Kind.TOO_MANY, "too-many-requests",
                        "This has been done too often. Please wait and try again.")
                .with("retryAfter", Math.max(1, wait.plusMillis(999).toSeconds()))
                .logged("limit reached: " + limit.name());
    }

    private byte[] key(Limit limit) {
        return key.of(limit.name(), limit.period().toString(), limit.subject());
    }
}
