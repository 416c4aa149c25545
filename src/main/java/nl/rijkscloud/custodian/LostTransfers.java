package nl.rijkscloud.custodian;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.transfer.BlobDeletion;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferEvent;
import nl.rijkscloud.transfer.TransferMails;

/**
 * Settles a transfer whose key was destroyed with its period before it could be sealed anew. While an outsider adds
 * documents, their link holds the key too, and their next act stores it again. After Verstuur, and for a draft, no one
 * holds it: the transfer ends and its sender is asked to begin again, but while a legal hold
 * lasts it stays. Safe for use from any thread.
 */
final class LostTransfers {
    private static final String EVENT = "key-lost";

    private final CustodianContext custodian;
    private final TransferMails mails;
    private final BlobDeletion blobs;

    public LostTransfers(CustodianContext custodian, TransferMails mails, WorkerExecutor workers) {
        this.custodian = custodian;
        this.mails = mails;
        this.blobs = new BlobDeletion(custodian.blobs(), workers);
    }

    /** Does nothing if the slot has been made anew meanwhile. */
    public Future<Void> settle(UUID id) {
        return custodian.database()
                .inTransaction(tx -> custodian.transfers().lock(tx, id)
                        .compose(held -> custodian.links().hasLostPending(tx, id)
                        .compose(lost -> lost && held.isPresent() ? settle(tx, held.get().transfer())
                                : Future.succeededFuture(List.<UUID>of()))))
                .onSuccess(files -> {
                    if (!files.isEmpty()) {
                        custodian.ending().tell(id);
                        custodian.outbox().wake(OutboundMessage.Channel.MAIL);
                    }
                })
                .compose(blobs::delete);
    }

    private Future<List<UUID>> settle(SqlClient tx, Transfer transfer) {
        var id = transfer.id();
        var now = custodian.clock().instant();
        return custodian.links().dropPending(tx, id)
                .compose(done -> custodian.transfers().addEvent(tx, TransferEvent.of(id, EVENT, now)))
                .compose(done -> custodian.transfers().heldUntil(tx, id, now))
                .compose(held -> isInSomebodysHand(transfer)
                        ? Future.succeededFuture(List.of())
                        : (held.isPresent() ? Future.succeededFuture(List.<UUID>of()) : end(tx, id, now))
                                .compose(files -> custodian.outbox().add(tx, mails.beginAgain(transfer)).map(files)));
    }

    private Future<List<UUID>> end(SqlClient tx, UUID id, Instant now) {
        return custodian.ending().end(tx, Transfer.State.DESTROYED, TransferEvent.of(id, "destroyed", now))
                .compose(files -> custodian.audit().record(
                        tx, AuditEntry.done(Actor.SYSTEM, Action.TRANSFER_DESTROYED, Subject.transfer(id))).map(files));
    }

    private static boolean isInSomebodysHand(Transfer transfer) {
        return transfer.state() == Transfer.State.OPEN && transfer.kind() != Transfer.Kind.SENT;
    }
}
