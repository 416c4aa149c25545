package nl.rijkscloud.report;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.InstantSource;
import java.util.List;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.limit.Throttle;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.outbox.Outbox;
import nl.rijkscloud.transfer.RecipientStore;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferEvent;
import nl.rijkscloud.transfer.TransferMails;
import nl.rijkscloud.transfer.TransferStore;

/**
 * An outsider who sent the wrong document, or chose the wrong contact, asks the recipients to withdraw the transfer. It
 * deletes nothing: the recipients decide, so that nobody takes back evidence.
 */
final class WithdrawalAppeal {
    private final Database database;
    private final TransferStore transfers;
    private final RecipientStore recipients;
    private final TransferMails mails;
    private final Outbox outbox;
    private final Audit audit;
    private final Throttle throttle;
    private final Limits limits;
    private final InstantSource clock;

    WithdrawalAppeal(
            Database database, TransferStore transfers, RecipientStore recipients, TransferMails mails, Outbox outbox,
            Audit audit, Throttle throttle, Limits limits, InstantSource clock) {
        this.database = database;
        this.transfers = transfers;
        this.recipients = recipients;
        this.mails = mails;
        this.outbox = outbox;
        this.audit = audit;
        this.throttle = throttle;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Mails every recipient. Fails with {@code NOT_FOUND} for what staff sent, who withdraw it themselves, with {@code
     * CONFLICT} {@code not-delivered} for a transfer that nobody can open, and with {@code TOO_MANY} for a second time
     * within a day.
     */
    Future<Void> send(Grant grant) {
        return database.inTransaction(tx -> transfers.find(tx, grant.transfer())
                        .map(found -> found.orElseThrow(Failure::notFound).transfer())
                        .compose(transfer -> allowed(transfer)
                                ? throttle.count(tx, List.of(limits.withdrawalAppealsOf(transfer.id())))
                                        .compose(counted -> send(tx, grant, transfer))
                                : Future.failedFuture(refusal(transfer))))
                .onSuccess(done -> outbox.wake(OutboundMessage.Channel.MAIL));
    }

    private static boolean allowed(Transfer transfer) {
        return transfer.kind() != Transfer.Kind.SENT && transfer.state() == Transfer.State.DELIVERED;
    }

    private static Failure refusal(Transfer transfer) {
        return transfer.kind() == Transfer.Kind.SENT ? Failure.notFound()
                : Failure.of(Failure.Kind.CONFLICT, "not-delivered", "There is nothing to withdraw.");
    }

    private Future<Void> send(SqlClient tx, Grant grant, Transfer transfer) {
        return recipients.ofTransfer(tx, transfer.id())
                .compose(all -> Loop.forEach(all, one -> outbox.add(tx, mails.withdrawalAsked(transfer, one))))
                .compose(done -> transfers.addEvent(
                        tx, TransferEvent.of(transfer.id(), "withdrawal-asked", clock.instant())))
                .compose(done -> audit.record(
                        tx, AuditEntry.done(grant.actor(), Action.WITHDRAWAL_ASKED, Subject.transfer(transfer.id()))));
    }
}
