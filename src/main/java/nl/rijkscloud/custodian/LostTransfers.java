package nl.rijkscloud.custodian;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.sqlclient.SqlClient;
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
 * Settles a transfer whose key went with its period, which nobody was able to seal anew in time. While an outsider adds
 * documents their link has the key too, and the next thing they do puts it back. After Verstuur, and of a draft, nobody
 * has it in hand: the transfer ends, and its sender is told to begin again. Safe for use from any thread.
 */
public final class LostTransfers {
    private static final String EVENT = "key-lost";

    private final CustodianContext custodian;
    private final TransferMails mails;
    private final BlobDeletion blobs;

    public LostTransfers(CustodianContext custodian, TransferMails mails, WorkerExecutor workers) {
        this.custodian = custodian;
        this.mails = mails;
        this.blobs = new BlobDeletion(custodian.blobs(), workers);
    }

    /** Does nothing when the slot has been made anew since it was looked at. */
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
                .compose(done -> isInSomebodysHand(transfer)
                        ? Future.succeededFuture(List.of())
                        : custodian.ending().end(tx, Transfer.State.DESTROYED, TransferEvent.of(id, "destroyed", now))
                                .compose(files -> custodian.outbox().add(tx, mails.beginAgain(transfer))
                                        .compose(added -> custodian.audit().record(
                                                tx, AuditEntry.done(Actor.SYSTEM, Action.TRANSFER_DESTROYED,
                                                        Subject.transfer(id))))
                                        .map(files)));
    }

    private static boolean isInSomebodysHand(Transfer transfer) {
        return transfer.state() == Transfer.State.OPEN && transfer.kind() != Transfer.Kind.SENT;
    }
}
