package nl.rijkscloud.oversight;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.outbox.Outbox;
import nl.rijkscloud.request.UploadLinkRenewal;
import nl.rijkscloud.transfer.Recipient;
import nl.rijkscloud.transfer.RecipientStore;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferEvent;
import nl.rijkscloud.transfer.TransferMails;
import nl.rijkscloud.transfer.TransferStore;

/**
 * Reminds outsiders on request of staff: of a request that they have not answered, or of documents that they have not
 * downloaded. A person gets at most one reminder a day for a transfer, and those that the portal sends by itself count
 * too. The row of the transfer is locked meanwhile, so that two members of staff cannot both send one.
 */
final class TransferReminder {
    static final Duration PAUSE = Duration.ofDays(1);

    private final DossierStore store = new DossierStore();
    private final Database database;
    private final TransferStore transfers;
    private final RecipientStore recipients;
    private final UploadLinkRenewal renewal;
    private final Outbox outbox;
    private final TransferMails mails;
    private final Audit audit;
    private final InstantSource clock;

    TransferReminder(
            Database database, TransferStore transfers, RecipientStore recipients, UploadLinkRenewal renewal,
            Outbox outbox, TransferMails mails, Audit audit, InstantSource clock) {
        this.database = database;
        this.transfers = transfers;
        this.recipients = recipients;
        this.renewal = renewal;
        this.outbox = outbox;
        this.mails = mails;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Returns the addresses that get a mail. Fails as {@link LockedTransfer#lock} does, with {@code CONFLICT} {@code
     * nothing-to-remind} when nobody outside has to do anything, and with {@code TOO_MANY} {@code reminded-today} when
     * everybody who has to was reminded less than a day ago; {@code possibleAt} then tells when the first of them can
     * be reminded again.
     */
    Future<List<String>> remind(Viewer viewer, UUID id) {
        return database.inTransaction(tx -> LockedTransfer.lock(tx, transfers, recipients, viewer, id)
                        .compose(locked -> isOpenRequest(locked.stored().transfer())
                                ? remindSender(tx, viewer, locked.stored().transfer())
                                : remindRecipients(tx, viewer, locked)))
                .onSuccess(done -> outbox.wake(OutboundMessage.Channel.MAIL));
    }

    private boolean isOpenRequest(Transfer transfer) {
        return transfer.kind() == Transfer.Kind.REQUESTED && transfer.state() == Transfer.State.OPEN;
    }

    private Future<List<String>> remindSender(SqlClient tx, Viewer viewer, Transfer transfer) {
        return store.reminders(tx, transfer.id()).compose(last -> {
            var before = last.get(Optional.<UUID>empty());
            if (before != null && isRecent(before)) {
                throw remindedToday(before);
            }
            return renewal.remindForStaff(tx, transfer.id(), viewer.actor());
        }).map(done -> List.of(transfer.sender().email()));
    }

    private Future<List<String>> remindRecipients(SqlClient tx, Viewer viewer, LockedTransfer locked) {
        var transfer = locked.stored().transfer();
        var waiting = transfer.kind() == Transfer.Kind.SENT && transfer.state() == Transfer.State.DELIVERED
                        && transfer.expiresAt().isAfter(clock.instant())
                ? locked.recipients().stream()
                        .filter(one -> one.outsider() && one.downloadedAt().isEmpty())
                        .toList()
                : List.<Recipient>of();
        if (waiting.isEmpty()) {
            return Future.failedFuture(Failure.of(Failure.Kind.CONFLICT, "nothing-to-remind",
                    "Nobody outside has to do anything for this transfer."));
        }
        return store.reminders(tx, transfer.id()).compose(last -> {
            var due = waiting.stream()
                    .filter(one -> !isRecent(last.getOrDefault(Optional.of(one.id()), Instant.EPOCH)))
                    .toList();
            if (due.isEmpty()) {
                throw remindedToday(waiting.stream()
                        .map(one -> last.getOrDefault(Optional.of(one.id()), Instant.EPOCH))
                        .min(Instant::compareTo)
                        .orElseThrow());
            }
            return store.links(tx, transfer.id(), clock.instant())
                    .compose(links -> Loop.forEach(due, one -> remind(tx, viewer, transfer, one, links)))
                    .map(done -> due.stream().map(Recipient::email).toList());
        });
    }

    private Future<Void> remind(
            SqlClient tx, Viewer viewer, Transfer transfer, Recipient to, List<Dossier.Link> links) {
        var mailed = links.stream()
                .filter(link -> link.kind().equals("download") && link.to().equals(to.email()))
                .map(Dossier.Link::at)
                .max(Instant::compareTo)
                .orElse(transfer.deliveredAt().orElseThrow());
        return outbox.add(tx, mails.offerReminder(transfer, to, mailed))
                .compose(done -> transfers.addEvent(tx, TransferEvent.of(transfer.id(), "reminded", clock.instant())
                        .by(Optional.of(viewer.id()))
                        .of(Optional.of(to.id()))))
                .compose(done -> audit.record(tx, AuditEntry.done(viewer.actor(), Action.RECIPIENT_REMINDED,
                        Subject.recipient(transfer.id(), to.id()))));
    }

    private boolean isRecent(Instant reminded) {
        return reminded.plus(PAUSE).isAfter(clock.instant());
    }

    private Failure remindedToday(Instant last) {
        var possible = last.plus(PAUSE);
        return Failure.of(Failure.Kind.TOO_MANY, "reminded-today",
                        "A person is reminded of a transfer once a day at most.")
                .with("possibleAt", possible.toString())
                .with("retryAfter", Math.max(1, Duration.between(clock.instant(), possible).toSeconds() + 1));
    }
}
