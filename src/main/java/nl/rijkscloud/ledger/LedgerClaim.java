package nl.rijkscloud.ledger;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import nl.rijkscloud.db.Database;

/** Compares the marks of ledger and database. */
final class LedgerClaim {
    /** The result of {@link #confirm}. */
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

    LedgerClaim(Vertx vertx, Database database, LedgerPlace place) {
        this.vertx = vertx;
        this.database = database;
        this.place = place;
    }

    /** Ties the ledger to the database: a ledger that is new gets the mark of this portal. */
    Future<Ownership> confirm() {
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
}
