package nl.rijkscloud.custodian;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.custodian.DestructionStore.Due;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.transfer.BlobDeletion;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferEvent;
import nl.rijkscloud.transfer.TransferStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Destroys expired transfers, unsent uploads included, as far as {@link DestructionBrake} allows. A transfer that
 * cannot be destroyed delays no other. Needs no keys.
 */
final class TransferExpiry {
    static final int PAGE = 100;

    private static final Logger LOG = LoggerFactory.getLogger(TransferExpiry.class);

    private final DestructionStore store = new DestructionStore();
    private final CustodianContext custodian;
    private final BlobDeletion blobs;

    TransferExpiry(CustodianContext custodian, WorkerExecutor workers) {
        this.custodian = custodian;
        this.blobs = new BlobDeletion(custodian.blobs(), workers);
    }

    Future<Void> run(BooleanSupplier stopped) {
        return custodian.brake().destroyAfter().compose(after -> {
            var now = custodian.clock().instant();
            var place = new Due[] {Due.first(after)};
            var failed = new AtomicInteger();
            return Loop.whileTrue(() -> store.due(custodian.database().client(), now, place[0], PAGE)
                    .compose(page -> {
                page.stream().reduce((one, next) -> next).ifPresent(last -> place[0] = last);
                return Loop.forEach(page,
                        due -> stopped.getAsBoolean() ? Future.succeededFuture() : destroy(due.id(), failed))
                        .map(done -> page.size() == PAGE && !stopped.getAsBoolean());
            })).onSuccess(done -> tell(failed.get()))
                    .compose(done -> failed.get() > 0 || stopped.getAsBoolean() || custodian.brake().isHeld()
                            ? Future.succeededFuture()
                            : store.markPass(custodian.database().client(), now));
        });
    }

    private Future<Void> destroy(UUID id, AtomicInteger failed) {
        var destroyed = AuditEntry.done(Actor.SYSTEM, Action.TRANSFER_DESTROYED, Subject.transfer(id));
        return custodian.database()
                .inTransaction(tx -> custodian.transfers().lock(tx, id)
                        .compose(held -> store.isSpared(tx, id, custodian.clock().instant()).map(spared -> held
                                .map(TransferStore.Stored::transfer)
                                .filter(found -> !spared && isDue(found))))
                        .compose(found -> found
                                .map(due -> custodian.ending()
                                        .end(tx, Transfer.State.DESTROYED,
                                                TransferEvent.of(id, "destroyed", custodian.clock().instant()))
                                        .compose(files -> custodian.audit().record(tx, destroyed).map(files)))
                                .orElseGet(() -> Future.succeededFuture(List.of()))))
                .onSuccess(files -> custodian.ending().tell(id))
                .compose(blobs::delete)
                .recover(failure -> {
                    // Logs the first failure in full and then their number, because they often share a cause.
                    if (failed.getAndIncrement() == 0) {
                        LOG.error("destroying {} failed and is tried again", id, failure);
                    }
                    return Future.succeededFuture();
                });
    }

    /**
     * Asks again once the row is locked: the transfer may have been sent or extended, which prolongs its life, or
     * another node was first.
     */
    private boolean isDue(Transfer transfer) {
        return !transfer.state().isGone()
                && !transfer.expiresAt().isAfter(custodian.clock().instant());
    }

    private static void tell(int failed) {
        if (failed > 1) {
            LOG.error("destroying {} transfers failed and is tried again", failed);
        }
    }
}
