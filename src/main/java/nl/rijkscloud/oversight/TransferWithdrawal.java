package nl.rijkscloud.oversight;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.outbox.Outbox;
import nl.rijkscloud.transfer.BlobDeletion;
import nl.rijkscloud.transfer.RecipientStore;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferEvent;
import nl.rijkscloud.transfer.TransferMails;
import nl.rijkscloud.transfer.TransferStore;
import nl.rijkscloud.transfer.TransferTermination;

/** Ends a transfer before its time, because somebody of the staff wants that, and tells the other party. Safe for use from any thread. */
public final class TransferWithdrawal {
    private final Database database;
    private final TransferStore transfers;
    private final RecipientStore recipients;
    private final TransferTermination ending;
    private final BlobDeletion blobs;
    private final Outbox outbox;
    private final TransferMails mails;
    private final Audit audit;
    private final InstantSource clock;

    public TransferWithdrawal(
            Database database, TransferStore transfers, RecipientStore recipients, TransferTermination ending, BlobDeletion blobs, Outbox outbox,
            TransferMails mails, Audit audit, InstantSource clock) {
        this.database = database;
        this.transfers = transfers;
        this.recipients = recipients;
        this.ending = ending;
        this.blobs = blobs;
        this.outbox = outbox;
        this.mails = mails;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * When this succeeds nothing opens the transfer any more, and what was running is being cut. Fails with {@code NOT_FOUND} for what is not theirs
     * to decide about, and {@code CONFLICT} {@code transfer-gone}.
     */
    public Future<Void> withdraw(Viewer viewer, UUID id) {
        return database.inTransaction(tx -> Decision.of(tx, transfers, recipients, viewer, id).compose(held -> withdraw(tx, viewer, held)))
                .onSuccess(files -> {
                    ending.tell(id);
                    outbox.wake(OutboundMessage.Channel.MAIL);
                    blobs.delete(files);
                })
                .mapEmpty();
    }

    private Future<List<UUID>> withdraw(SqlClient tx, Viewer viewer, Decision held) {
        var transfer = held.stored().transfer();
        var event = TransferEvent.of(transfer.id(), "withdrawn", clock.instant()).by(Optional.of(viewer.id()));
        return ending.end(tx, Transfer.State.WITHDRAWN, event).compose(files -> {
            var withdrawn = AuditEntry.done(viewer.actor(), Action.TRANSFER_WITHDRAWN, Subject.transfer(transfer.id()));
            return Loop.forEach(mails.withdrawn(transfer, held.recipients()), letter -> outbox.add(tx, letter))
                    .compose(told -> audit.record(tx, withdrawn))
                    .map(files);
        });
    }
}
