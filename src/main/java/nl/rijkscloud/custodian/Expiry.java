package nl.rijkscloud.custodian;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Destroys transfers whose time is over, uploads that were never sent among them: keys first, in one transaction, and
 * from that moment nothing opens the files any more; then the files. Of a destroyed transfer the row with its parties,
 * times and number of documents remains, and its history; its documents' rows go. Needs no keys.
 */
final class Expiry {
    private static final Logger LOG = LoggerFactory.getLogger(Expiry.class);
    private static final int BATCH = 100;

    private final CustodianContext custodian;
    private final Blobs blobs;
    private final List<Supplier<Future<Void>>> chores;

    /** @param chores what else has to be forgotten in time, such as old sessions; one that fails stops no other */
    Expiry(CustodianContext custodian, WorkerExecutor workers, List<Supplier<Future<Void>>> chores) {
        this.custodian = custodian;
        this.blobs = new Blobs(custodian.blobs(), workers);
        this.chores = chores;
    }

    Future<Void> run(BooleanSupplier stopped) {
        Future<Void> done = custodian.transfers()
                .expired(custodian.database().client(), custodian.clock().instant(), BATCH)
                .compose(due -> each(due, id -> stopped.getAsBoolean() ? Future.succeededFuture() : destroy(id)))
                .recover(failure -> logged("looking for expired transfers", failure));
        for (var chore : chores) {
            done = done.compose(before -> chore.get().recover(failure -> logged("a chore", failure)));
        }
        return done;
    }

    private Future<Void> destroy(UUID id) {
        return custodian.database()
                .inTransaction(tx -> custodian.transfers().lock(tx, id).compose(held -> held
                        .map(TransferStore.Stored::transfer)
                        .filter(this::isDue)
                        .map(due -> wiped(tx, id))
                        .orElseGet(() -> Future.succeededFuture(List.of()))))
                .compose(files -> each(files, blobs::delete))
                .recover(failure -> logged("destroying " + id, failure));
    }

    /** Asked once the row is held: it may have been sent, which lengthens its life, or another node was first. */
    private boolean isDue(Transfer transfer) {
        return transfer.state() != Transfer.State.DESTROYED
                && !transfer.expiresAt().isAfter(custodian.clock().instant());
    }

    private Future<List<UUID>> wiped(SqlClient tx, UUID id) {
        var now = custodian.clock().instant();
        var entry = AuditEntry.done(Actor.SYSTEM, Action.TRANSFER_DESTROYED, Subject.transfer(id));
        return custodian.transfers().destroyed(tx, id)
                .compose(done -> custodian.links().revokeAll(tx, id))
                .compose(done -> custodian.transfers().event(tx, id, "destroyed", null, null, now))
                .compose(done -> custodian.documents().deleteAll(tx, id))
                .compose(files -> custodian.audit().record(tx, entry).map(files));
    }

    private static Future<Void> each(List<UUID> ids, Function<UUID, Future<Void>> work) {
        Future<Void> done = Future.succeededFuture();
        for (var id : ids) {
            done = done.compose(before -> work.apply(id));
        }
        return done;
    }

    private static Future<Void> logged(String what, Throwable failure) {
        LOG.error("{} failed and is tried again", what, failure);
        return Future.succeededFuture();
    }
}
