package nl.rijkscloud.ledger;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlClient;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.ledger.LedgerEntry.Kind;
import nl.rijkscloud.ledger.LedgerStore.Position;

/** Detects a database that was put back from a backup, and finds the ends that only the ledger knows. */
public final class LedgerHistory {
    /** Longer than an end takes from its line to its commit, and than clocks differ. */
    private static final Duration OVERLAP = Duration.ofHours(2);

    private static final int BATCH = 1000;

    private final LedgerStore store = new LedgerStore();
    private final Vertx vertx;
    private final Database database;
    private final LedgerPlace place;
    private final InstantSource clock;
    private final Duration keep;

    LedgerHistory(Vertx vertx, Database database, LedgerPlace place, InstantSource clock, Duration keep) {
        this.vertx = vertx;
        this.database = database;
        this.place = place;
        this.clock = clock;
        this.keep = keep;
    }

    public static LedgerHistory of(Vertx vertx, Database database, Config.Ledger config, InstantSource clock) {
        return new LedgerHistory(vertx, database, new FolderLedger(config.folder()), clock, config.keep());
    }

    /**
     * The moment of the backup that the database was put back from; empty if it has all that the ledger knows of.
     * {@link Instant#EPOCH} if it has not even one position. Fails with an {@code IOException} when the ledger cannot
     * be read.
     */
    public Future<Optional<Instant>> backup() {
        return vertx.executeBlocking(place::positions, false)
                .compose(known -> store.positions(database.client()).map(held -> backup(known, held)));
    }

    private static Optional<Instant> backup(Map<UUID, Long> known, Map<UUID, Position> held) {
        var behind = known.entrySet().stream().anyMatch(
                node -> !held.containsKey(node.getKey()) || held.get(node.getKey()).position() < node.getValue());
        return behind
                ? held.values().stream().map(Position::movedAt).reduce((one, other) -> one.isAfter(other) ? one : other)
                        .or(() -> Optional.of(Instant.EPOCH))
                : Optional.empty();
    }

    /** The transfers that ended since the backup and are alive in this database. */
    public Future<List<LedgerEntry>> findRevived(Instant backup) {
        return vertx.executeBlocking(() -> ends(backup), false).compose(ends -> {
            var revived = new ArrayList<LedgerEntry>();
            return Loop.forEach(batches(ends), batch -> store
                            .live(database.client(), batch.stream().map(LedgerEntry::transfer).toList())
                            .onSuccess(live -> batch.stream().filter(end -> live.contains(end.transfer()))
                                    .forEach(revived::add)))
                    .map(done -> revived);
        });
    }

    /** Raises the positions in the database to those of the ledger: from then on it is not older any more. */
    public Future<Void> catchUp(SqlClient tx) {
        return vertx.executeBlocking(place::positions, false).compose(known -> Loop.forEach(known.entrySet(),
                node -> store.raise(tx, node.getKey(), node.getValue(), clock.instant())));
    }

    /** Runs on a worker. The last entry about a transfer counts. */
    private Collection<LedgerEntry> ends(Instant backup) throws IOException {
        var last = new HashMap<UUID, LedgerEntry>();
        var today = day(clock.instant());
        var oldest = today.minusDays(keep.toDays());
        var first = day(backup.equals(Instant.EPOCH) ? backup : backup.minus(OVERLAP));
        for (var day = first.isAfter(oldest) ? first : oldest; !day.isAfter(today.plusDays(1)); day = day.plusDays(1)) {
            place.entries(day).forEach(entry -> last.merge(entry.transfer(), entry,
                    (one, other) -> one.at().isAfter(other.at()) ? one : other));
        }
        last.values().removeIf(entry -> entry.kind() == Kind.KEPT || entry.at().plus(OVERLAP).isBefore(backup));
        return last.values();
    }

    private static List<List<LedgerEntry>> batches(Collection<LedgerEntry> all) {
        var rest = List.copyOf(all);
        var batches = new ArrayList<List<LedgerEntry>>();
        for (var from = 0; from < rest.size(); from += BATCH) {
            batches.add(rest.subList(from, Math.min(rest.size(), from + BATCH)));
        }
        return batches;
    }

    private static LocalDate day(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
