package nl.rijkscloud.ledger;

import static java.util.stream.Collectors.toMap;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.ledger.LedgerEntry.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the ledger short and true: removes entries whose term is over and positions of servers that have ended, and
 * takes back ends that were written down and then failed. Any server may run it at any time.
 */
final class LedgerTidy {
    /** The interval of this task. */
    static final Duration INTERVAL = Duration.ofHours(1);

    /** Longer than {@link Ledger#WRITTEN} and the longest transaction: until then an end may still be carried out. */
    static final Duration DECIDED = Duration.ofHours(1);

    /** A server that has not moved its position for so long has ended. */
    static final Duration ENDED = Duration.ofDays(1);

    private static final Logger LOG = LoggerFactory.getLogger(LedgerTidy.class);

    private final LedgerStore store = new LedgerStore();
    private final Vertx vertx;
    private final Database database;
    private final Ledger ledger;
    private final LedgerPlace place;
    private final InstantSource clock;
    private final Duration keep;

    LedgerTidy(Vertx vertx, Database database, Ledger ledger, LedgerPlace place, InstantSource clock, Duration keep) {
        this.vertx = vertx;
        this.database = database;
        this.ledger = ledger;
        this.place = place;
        this.clock = clock;
        this.keep = keep;
    }

    Future<Void> run() {
        return takeBack()
                .compose(done -> ledger.isConfirmed() ? removeEnded() : Future.succeededFuture())
                .compose(done -> vertx.executeBlocking(() -> {
                    place.removeBefore(today().minusDays(keep.toDays()));
                    return null;
                }, false));
    }

    /**
     * Writes {@link Kind#KEPT} for transfers whose end was written down and rolled back: a later restore must not end
     * them. Looks at two days, because an end that fails is tried again.
     */
    private Future<Void> takeBack() {
        return vertx.executeBlocking(this::undecided, false)
                .compose(undecided -> store.live(database.client(), undecided))
                .compose(live -> Loop.forEach(live, transfer -> {
                    LOG.warn("the end of {} was written into the ledger and not carried out; it lives on", transfer);
                    return ledger.append(new LedgerEntry(clock.instant(), Kind.KEPT, transfer));
                }));
    }

    private List<UUID> undecided() throws IOException {
        var entries = new ArrayList<>(place.entries(today().minusDays(1)));
        entries.addAll(place.entries(today()));
        var last = entries.stream().collect(toMap(LedgerEntry::transfer, entry -> entry,
                (one, other) -> one.at().isAfter(other.at()) ? one : other));
        var limit = clock.instant().minus(DECIDED);
        return last.values().stream().filter(entry -> entry.kind() != Kind.KEPT && entry.at().isBefore(limit))
                .map(LedgerEntry::transfer).toList();
    }

    /** The position of this server makes theirs needless: a database that has lost theirs has lost this one too. */
    private Future<Void> removeEnded() {
        var limit = clock.instant().minus(ENDED);
        return store.positions(database.client()).compose(positions -> Loop.forEach(
                positions.entrySet().stream().filter(node -> node.getValue().movedAt().isBefore(limit)
                        && !node.getKey().equals(ledger.node())).toList(),
                node -> vertx.executeBlocking(() -> {
                    place.removePosition(node.getKey());
                    return null;
                }, false).compose(done -> store.delete(database.client(), node.getKey()))));
    }

    private LocalDate today() {
        return clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
