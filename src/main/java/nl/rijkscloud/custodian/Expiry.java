package nl.rijkscloud.custodian;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.transfer.Blobs;
import nl.rijkscloud.transfer.Event;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Destroys transfers whose time is over, uploads that were never sent among them. Needs no keys. */
final class Expiry {
    private static final Logger LOG = LoggerFactory.getLogger(Expiry.class);
    private static final int BATCH = 100;

    private final CustodianContext custodian;
    private final Blobs blobs;

    Expiry(CustodianContext custodian, WorkerExecutor workers) {
        this.custodian = custodian;
        this.blobs = new Blobs(custodian.blobs(), workers);
    }

    Future<Void> run(BooleanSupplier stopped) {
        return custodian.transfers()
                .expired(custodian.database().client(), custodian.clock().instant(), BATCH)
                .compose(due -> Loop.forEach(due, id -> stopped.getAsBoolean() ? Future.succeededFuture() : destroy(id)));
    }

    private Future<Void> destroy(UUID id) {
        var destroyed = AuditEntry.done(Actor.SYSTEM, Action.TRANSFER_DESTROYED, Subject.transfer(id));
        return custodian.database()
                .inTransaction(tx -> custodian.transfers().lock(tx, id).compose(held -> held
                        .map(TransferStore.Stored::transfer)
                        .filter(this::isDue)
                        .map(due -> custodian.ending()
                                .end(tx, Transfer.State.DESTROYED, Event.of(id, "destroyed", custodian.clock().instant()))
                                .compose(files -> custodian.audit().record(tx, destroyed).map(files)))
                        .orElseGet(() -> Future.succeededFuture(List.of()))))
                .onSuccess(files -> custodian.ending().tell(id))
                .compose(blobs::delete)
                .recover(failure -> logged("destroying " + id, failure));
    }

    /** Asked once the row is held: it may have been sent or extended, which lengthens its life, or another node was first. */
    private boolean isDue(Transfer transfer) {
        return !transfer.state().isGone()
                && !transfer.expiresAt().isAfter(custodian.clock().instant());
    }

    private static Future<Void> logged(String what, Throwable failure) {
        LOG.error("{} failed and is tried again", what, failure);
        return Future.succeededFuture();
    }
}
