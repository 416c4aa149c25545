package nl.rijkscloud.privacy;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.AuditEntry.Detail.Unit;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Loop;

/**
 * Erases people from ended transfers, closed accounts and messages without a transfer, when {@code retention.people} is
 * over, and contacts that nobody has used for {@code retention.contacts}. Each batch is one transaction with a line
 * of the audit log that says how many rows.
 */
final class Erasure {
    private final ErasureStore store = new ErasureStore();
    private final Database database;
    private final Audit audit;
    private final InstantSource clock;
    private final Config.Retention terms;
    private final BooleanSupplier held;

    /** @param held true while the clock is not trusted and nothing may be deleted */
    Erasure(Database database, Audit audit, InstantSource clock, Config.Retention terms, BooleanSupplier held) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
        this.terms = terms;
        this.held = held;
    }

    /** Goes on until nothing is due, or it must stop. */
    Future<Void> run(BooleanSupplier mustStop) {
        return Loop.whileTrue(() -> mustStop.getAsBoolean() || held.getAsBoolean()
                ? Future.succeededFuture(false)
                : batch().map(erased -> erased > 0))
                .compose(done -> mustStop.getAsBoolean() || held.getAsBoolean()
                        ? Future.succeededFuture()
                        : store.markPass(database.client(), clock.instant()));
    }

    private Future<Integer> batch() {
        var now = clock.instant();
        var limit = now.minus(terms.people());
        return database.inTransaction(tx -> store.lockEnded(tx, limit)
                .compose(ids -> store.eraseTransfers(tx, ids, now)
                        .compose(done -> store.eraseAccounts(tx, limit, now))
                        .compose(accounts -> store.eraseMessages(tx, limit)
                                .compose(messages -> store.removeContacts(tx, now.minus(terms.contacts()))
                                        .map(contacts -> ids.length + accounts + messages + contacts))))
                .compose(erased -> erased == 0
                        ? Future.succeededFuture(0)
                        : audit.record(tx, AuditEntry.done(Actor.SYSTEM, Action.PEOPLE_ERASED, Subject.NONE)
                                .with(Unit.ROWS, erased)).map(erased)));
    }
}
