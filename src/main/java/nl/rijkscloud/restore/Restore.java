package nl.rijkscloud.restore;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.ledger.LedgerEntry;
import nl.rijkscloud.ledger.LedgerEntry.Kind;
import nl.rijkscloud.ledger.LedgerHistory;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferEvent;
import nl.rijkscloud.transfer.TransferStore;
import nl.rijkscloud.transfer.TransferTermination;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a restored database safe to use, once an operator has allowed it. A crash in between is harmless: all is done
 * again, and the database counts as older until the last step. Of several servers, one does the last step.
 */
final class Restore {
    private static final Logger LOG = LoggerFactory.getLogger(Restore.class);

    private final RestoreStore store = new RestoreStore();
    private final Database database;
    private final LedgerHistory history;
    private final TransferStore transfers;
    private final TransferTermination termination;
    private final Audit audit;
    private final InstantSource clock;
    private final int triesPerTransfer;

    Restore(Database database, LedgerHistory history, TransferStore transfers, TransferTermination termination,
            Audit audit, InstantSource clock, int triesPerTransfer) {
        this.database = database;
        this.history = history;
        this.transfers = transfers;
        this.termination = termination;
        this.audit = audit;
        this.clock = clock;
        this.triesPerTransfer = triesPerTransfer;
    }

    /** The moment of the backup while the database may not be used; empty once it may. */
    Future<Optional<Instant>> proceed() {
        return history.backup().compose(backup -> backup.isEmpty()
                ? Future.succeededFuture(backup)
                : store.isReleased(database.client(), clock.instant()).compose(released -> released
                        ? carryOut(backup.get()).compose(done -> history.backup())
                        : Future.succeededFuture(backup)));
    }

    private Future<Void> carryOut(Instant backup) {
        return history.findRevived(backup)
                .compose(revived -> Loop.forEach(revived, this::end)
                        .onSuccess(done -> LOG.warn("restore: {} transfers that had ended have ended again",
                                revived.size())))
                .compose(done -> database.inTransaction(tx -> store.takeRelease(tx)
                        .compose(first -> first ? voidLeftovers(tx) : Future.succeededFuture())));
    }

    /** The files go with the next sweep: their rows say that nobody needs them. */
    private Future<Void> end(LedgerEntry entry) {
        var withdrawn = entry.kind() == Kind.WITHDRAWN;
        var event = TransferEvent.of(entry.transfer(), withdrawn ? "withdrawn" : "destroyed", entry.at());
        var line = AuditEntry.done(Actor.SYSTEM,
                withdrawn ? Action.TRANSFER_WITHDRAWN : Action.TRANSFER_DESTROYED, Subject.transfer(entry.transfer()));
        return database.inTransaction(tx -> transfers.lock(tx, entry.transfer()).compose(held -> held
                .map(TransferStore.Stored::transfer)
                .filter(transfer -> !transfer.state().isGone())
                .map(alive -> termination
                        .endAgain(tx, withdrawn ? Transfer.State.WITHDRAWN : Transfer.State.DESTROYED, event)
                        .compose(files -> audit.record(tx, line)))
                .orElseGet(Future::succeededFuture)));
    }

    private Future<Void> voidLeftovers(SqlClient tx) {
        var now = clock.instant();
        return store.deleteCodes(tx)
                .compose(done -> store.lockRecipients(tx, triesPerTransfer))
                .compose(done -> store.settleMessages(tx, now))
                .compose(done -> store.settleReminders(tx, now))
                .compose(done -> store.deleteSessions(tx))
                .compose(done -> history.catchUp(tx));
    }
}
