package nl.rijkscloud.oversight;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.InstantSource;
import java.util.List;
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
import nl.rijkscloud.transfer.TransferMails;
import nl.rijkscloud.transfer.TransferStore;
import nl.rijkscloud.transfer.TransferTermination;

/** Ends a transfer before its time when staff withdraw it, and notifies the other party. */
final class TransferWithdrawal {
    private final Database database;
    private final TransferStore transfers;
    private final RecipientStore recipients;
    private final TransferTermination termination;
    private final BlobDeletion blobs;
    private final Outbox outbox;
    private final TransferMails mails;
    private final Audit audit;
    private final InstantSource clock;

    TransferWithdrawal(
            Database database, TransferStore transfers, RecipientStore recipients, TransferTermination termination,
            BlobDeletion blobs, Outbox outbox, TransferMails mails, Audit audit, InstantSource clock) {
        this.database = database;
        this.transfers = transfers;
        this.recipients = recipients;
        this.termination = termination;
        this.blobs = blobs;
        this.outbox = outbox;
        this.mails = mails;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * After success the transfer can no longer be opened, and running uploads and downloads of it are being aborted.
     * Fails with {@code NOT_FOUND} for a transfer that this viewer may not change, and with {@code CONFLICT} {@code
     * transfer-gone}.
     */
    Future<Void> withdraw(Viewer viewer, UUID id) {
        return database.inTransaction(tx -> LockedTransfer.lock(tx, transfers, recipients, viewer, id)
                        .compose(locked -> withdraw(tx, viewer, locked)))
                .onSuccess(files -> {
                    termination.tell(id);
                    outbox.wake(OutboundMessage.Channel.MAIL);
                    blobs.delete(files);
                })
                .mapEmpty();
    }

    private Future<List<UUID>> withdraw(SqlClient tx, Viewer viewer, LockedTransfer locked) {
        var transfer = locked.stored().transfer();
        return termination.withdraw(tx, transfer, viewer.id(), clock.instant()).compose(ended -> {
            var withdrawn = AuditEntry.done(viewer.actor(), Action.TRANSFER_WITHDRAWN, Subject.transfer(transfer.id()))
                    .withStatement(ended.statement());
            return Loop.forEach(mails.withdrawn(transfer, locked.recipients()), message -> outbox.add(tx, message))
                    .compose(done -> audit.record(tx, withdrawn))
                    .map(ended.files());
        });
    }
}
