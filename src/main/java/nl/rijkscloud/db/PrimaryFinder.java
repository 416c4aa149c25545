package nl.rijkscloud.db;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import io.vertx.sqlclient.SqlConnection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.typed.DatabaseHost;

/**
 * Finds the host that takes writes, for each new connection. It begins with the host that was the primary last. Each
 * further host gets its turn when the one before it has failed, or has said nothing for a second; the first connection
 * to a primary wins, and the others are cut. So a host that is down, silent or a standby costs a second, once.
 *
 * <p>A host is refused that takes writes but that a failover has left behind: PostgreSQL counts a timeline up at each
 * promotion, and this remembers the highest. Otherwise the old primary, when somebody starts it again, would get what
 * is then missing at the new one.
 *
 * <p>A single host is not asked: its connections are closed when it refuses a write. Safe for use from any thread.
 */
final class PrimaryFinder {
    static final Duration HEAD_START = Duration.ofSeconds(1);

    /** The timeline is the beginning of the name of the file that the server writes; a standby has no such file. */
    private static final String QUESTION = """
            select pg_is_in_recovery() or current_setting('transaction_read_only') = 'on' as read_only,
                case when pg_is_in_recovery() then 0
                    else ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::int end as timeline""";

    private final Config.Database config;
    private final List<DatabaseHost> hosts;
    private final Duration patience;
    private final AtomicInteger newestTimeline = new AtomicInteger();
    private volatile DatabaseHost latest;

    /** @param patience the longest wait for one host */
    PrimaryFinder(Config.Database config, Duration patience) {
        this.config = config;
        this.hosts = config.hosts();
        this.patience = patience;
        this.latest = hosts.getFirst();
    }

    /**
     * Connects to the primary. Fails with the failure that tells an operator most if no host is one.
     *
     * @param here runs {@code connect} and all callbacks
     */
    Future<SqlConnection> find(ContextInternal here, Function<DatabaseHost, Future<SqlConnection>> connect) {
        return hosts.size() == 1 ? connect.apply(hosts.getFirst()) : race(here, connect);
    }

    private Future<SqlConnection> race(ContextInternal here, Function<DatabaseHost, Future<SqlConnection>> connect) {
        var order = order();
        var turns = order.stream().map(host -> here.<Void>promise()).toList();
        var winner = here.<SqlConnection>promise();
        var failures = new ArrayList<Throwable>();
        for (var place = 0; place < order.size(); place++) {
            var host = order.get(place);
            var turn = turns.get(place);
            var next = turns.subList(place + 1, turns.size()).stream().findFirst();
            turn.future().onSuccess(begun -> {
                if (winner.future().isComplete()) {
                    return;
                }
                next.ifPresent(one -> here.setTimer(HEAD_START.toMillis(), late -> one.tryComplete()));
                connect.apply(host).compose(connection -> confirm(host, connection))
                        .onSuccess(connection -> win(winner, connection))
                        .onFailure(failure -> {
                            failures.add(failure);
                            next.ifPresent(Promise::tryComplete);
                            if (failures.size() == order.size()) {
                                winner.tryFail(telling(failures));
                            }
                        });
            });
        }
        turns.getFirst().complete();
        return winner.future();
    }

    /** The latest primary, and then the others in the order of the address. */
    List<DatabaseHost> order() {
        var first = latest;
        return Stream.concat(Stream.of(first), hosts.stream().filter(host -> !host.equals(first))).toList();
    }

    private static void win(Promise<SqlConnection> winner, SqlConnection connection) {
        if (!winner.tryComplete(connection)) {
            DatabaseSocket.cut(connection);
        }
    }

    private Future<SqlConnection> confirm(DatabaseHost host, SqlConnection connection) {
        return connection.query(QUESTION).execute()
                .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .compose(rows -> {
                    var row = rows.iterator().next();
                    if (row.getBoolean("read_only")) {
                        return Future.failedFuture(
                                new SQLException(host + " takes no writes", BrokenConnections.READ_ONLY));
                    }
                    var timeline = row.getInteger("timeline");
                    if (newestTimeline.accumulateAndGet(timeline, Math::max) > timeline) {
                        return Future.failedFuture(leftBehind(host));
                    }
                    latest = host;
                    return Future.succeededFuture(connection);
                })
                .onFailure(refused -> DatabaseSocket.cut(connection));
    }

    private static DatabaseUnusable leftBehind(DatabaseHost host) {
        return new DatabaseUnusable("PostgreSQL at " + host + " takes writes, but a failover has left it behind: stop"
                + " it, and make it a standby of the new primary");
    }

    /** A reason that lasts comes before a standby that waits for its promotion, and that before a host that is away. */
    private Throwable telling(List<Throwable> failures) {
        return failures.stream().min(Comparator.comparingInt(failure -> DatabaseFailure.state(failure)
                        .filter(BrokenConnections.READ_ONLY::equals).isPresent() ? 1
                        : DatabaseFailure.of(failure, config).filter(DatabaseFailure::passes).isPresent() ? 2 : 0))
                .orElseThrow();
    }
}
