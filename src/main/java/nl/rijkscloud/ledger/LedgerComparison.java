package nl.rijkscloud.ledger;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.ledger.LedgerStore.Position;

/** Compares the ledger with the database: is it this portal's, and has the database lost what the ledger knows. */
final class LedgerComparison {
    /** The result of {@link #claim}. */
    enum Ownership {
        OURS,
        /** It has been marked and carries no mark now, or cannot be read: perhaps it is mounted later. */
        ABSENT,
        FOREIGN
    }

    private final LedgerStore store = new LedgerStore();
    private final Vertx vertx;
    private final Database database;
    private final LedgerPlace place;

    LedgerComparison(Vertx vertx, Database database, LedgerPlace place) {
        this.vertx = vertx;
        this.database = database;
        this.place = place;
    }

    /** Ties the ledger to the database: a ledger that is new gets the mark of this portal. */
    Future<Ownership> claim() {
        return store.claim(database.client()).compose(claim -> vertx.executeBlocking(() -> own(claim), false)
                .compose(ownership -> ownership == Ownership.OURS && !claim.marked()
                        ? store.setMarked(database.client()).map(ownership)
                        : Future.succeededFuture(ownership)));
    }

    private Ownership own(LedgerStore.Claim claim) {
        try {
            var mark = place.mark();
            if (mark.isEmpty() && !claim.marked()) {
                place.mark(claim.mark());
                return Ownership.OURS;
            }
            return mark.map(claim.mark()::equals).map(same -> same ? Ownership.OURS : Ownership.FOREIGN)
                    .orElse(Ownership.ABSENT);
        } catch (IOException away) {
            return Ownership.ABSENT;
        }
    }

    /**
     * The moment of the backup that the database was put back from; empty if it has all that the ledger knows of.
     * {@link Instant#EPOCH} if it has not even one position.
     */
    Future<Optional<Instant>> backup() {
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
}
