package nl.rijkscloud.ledger;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.PeriodicTask;
import nl.rijkscloud.ledger.LedgerEntry.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This server's part of the ledger. It writes the end of a transfer before the rows change. Every few seconds, and
 * after each end, it moves its position on in the database and, once that is committed, in the ledger. So the ledger is
 * never ahead of a database that has lost nothing.
 */
public final class Ledger {
    /** The interval of {@link #duty}. */
    static final Duration INTERVAL = Duration.ofSeconds(15);

    /** An end that fails is tried every minute; it is written down again no sooner than this. */
    static final Duration WRITTEN = Duration.ofMinutes(30);

    private static final int REMEMBERED = 10_000;
    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

    private final LedgerStore store = new LedgerStore();
    private final UUID node = UUID.randomUUID();
    private final Map<UUID, LedgerEntry> written = new LinkedHashMap<>();
    private final PeriodicTask duty = new PeriodicTask("ledger", pass -> move());
    private final Vertx vertx;
    private final Database database;
    private final LedgerPlace place;
    private final InstantSource clock;
    private volatile Runnable wentBack = () -> {};
    private volatile boolean joined;
    private volatile boolean confirmed;
    private volatile long position;

    Ledger(Vertx vertx, Database database, LedgerPlace place, InstantSource clock) {
        this.vertx = vertx;
        this.database = database;
        this.place = place;
        this.clock = clock;
    }

    /**
     * Writes down that a transfer ends, durable when this succeeds. Call it in the transaction that ends the transfer,
     * under the lock on its row and before any row changes; when it fails, the transaction must fail.
     */
    public Future<Void> write(UUID transfer, Kind kind) {
        var entry = new LedgerEntry(clock.instant(), kind, transfer);
        return isWritten(entry) ? Future.succeededFuture() : append(entry);
    }

    /** Call this after the commit that ended a transfer. */
    public void moveOn() {
        if (joined) {
            duty.run();
        }
    }

    /** Moves the position on, again and again. */
    PeriodicTask duty() {
        return duty;
    }

    UUID node() {
        return node;
    }

    /** True once the ledger holds a position of this server. */
    boolean isConfirmed() {
        return confirmed;
    }

    Future<Void> append(LedgerEntry entry) {
        return this.<Void>blocking(() -> {
            place.append(node, entry);
            return null;
        }).onSuccess(done -> remember(entry));
    }

    /**
     * Gives this server a position.
     *
     * @param onOlder runs when the database turns out to have lost it again
     */
    Future<Void> join(Runnable onOlder) {
        wentBack = onOlder;
        return store.insert(database.client(), node, clock.instant()).onSuccess(done -> joined = true);
    }

    private Future<Void> move() {
        if (!joined) {
            return Future.succeededFuture();
        }
        return store.move(database.client(), node, position, clock.instant()).compose(moved -> moved
                .map(this::confirm)
                .orElseGet(() -> {
                    LOG.error("The database went back to an earlier state while this server ran: it no longer has "
                            + "what it had committed");
                    wentBack.run();
                    return Future.succeededFuture();
                }));
    }

    private Future<Void> confirm(long moved) {
        position = moved;
        return blocking(() -> {
            place.setPosition(node, moved);
            confirmed = true;
            return null;
        });
    }

    private boolean isWritten(LedgerEntry entry) {
        synchronized (written) {
            return Optional.ofNullable(written.get(entry.transfer()))
                    .filter(earlier -> earlier.kind() == entry.kind() && earlier.at().plus(WRITTEN).isAfter(entry.at()))
                    .isPresent();
        }
    }

    private void remember(LedgerEntry entry) {
        synchronized (written) {
            written.remove(entry.transfer());
            written.put(entry.transfer(), entry);
            if (written.size() > REMEMBERED) {
                written.remove(written.keySet().iterator().next());
            }
        }
    }

    private <T> Future<T> blocking(Callable<T> work) {
        return vertx.executeBlocking(work, false);
    }
}
