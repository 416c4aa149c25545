package nl.rijkscloud.oversight;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.outbox.Outbox;
import nl.rijkscloud.staff.StaffService;
import nl.rijkscloud.transfer.Delivery;
import nl.rijkscloud.transfer.Recipient;
import nl.rijkscloud.transfer.RecipientStore;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferEvent;
import nl.rijkscloud.transfer.TransferStore;

/**
 * Makes new links to a delivered transfer with the key of somebody who has opened their own: for a recipient who lost theirs, or for a colleague or
 * department that is to receive it as well. Only a download grant holds that key. A report's does not; its page asks for the mailed link once more
 * ({@code report.LinkReissue}). Safe for use from any thread.
 */
public final class RecipientSharing {
    static final int MOST_PER_DAY = 20;

    private static final Duration DAY = Duration.ofDays(1);
    private static final String SHARED = "shared";
    private static final String REISSUED = "reissued";

    private final DossierStore store = new DossierStore();
    private final Database database;
    private final TransferStore transfers;
    private final RecipientStore recipients;
    private final StaffService staff;
    private final Delivery delivery;
    private final Outbox outbox;
    private final Audit audit;
    private final InstantSource clock;

    public RecipientSharing(
            Database database, TransferStore transfers, RecipientStore recipients, StaffService staff, Delivery delivery, Outbox outbox,
            Audit audit, InstantSource clock) {
        this.database = database;
        this.transfers = transfers;
        this.recipients = recipients;
        this.staff = staff;
        this.delivery = delivery;
        this.outbox = outbox;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Lets a colleague or department receive it as well.
     *
     * <p>Fails with {@code INVALID} for an address of neither, and {@code CONFLICT} {@code not-delivered} or {@code already-recipient}.
     */
    public Future<Void> share(Grant grant, String email) {
        return staff.nameOf(email)
                .map(known -> known.orElseThrow(RecipientSharing::unknown))
                .compose(name -> offer(grant, SHARED, tx -> recipients.ofTransfer(tx, grant.transfer()).compose(all -> {
                    if (all.stream().anyMatch(recipient -> recipient.email().equalsIgnoreCase(email))) {
                        throw Failure.of(Failure.Kind.CONFLICT, "already-recipient", "They receive this transfer already.");
                    }
                    var position = all.stream().mapToInt(Recipient::position).max().orElse(-1) + 1;
                    var added = Recipient.staff(grant.transfer(), position, name, email);
                    return recipients.insert(tx, added).map(added);
                })));
    }

    /** Sends a recipient a fresh link; the old one dies. Fails with {@code NOT_FOUND} for somebody else, and {@code CONFLICT} {@code not-delivered}. */
    public Future<Void> resend(Grant grant, UUID recipient) {
        return offer(grant, REISSUED, tx -> recipients.ofTransfer(tx, grant.transfer()).map(all -> all.stream()
                .filter(one -> one.id().equals(recipient))
                .findFirst()
                .orElseThrow(Failure::notFound)));
    }

    private Future<Void> offer(Grant grant, String what, Function<SqlClient, Future<Recipient>> to) {
        return database.inTransaction(tx -> transfers.lock(tx, grant.transfer()).compose(held -> {
            var stored = held.filter(found -> found.transfer().state() == Transfer.State.DELIVERED).orElseThrow(RecipientSharing::notDelivered);
            return store.count(tx, grant.transfer(), List.of(SHARED, REISSUED), clock.instant().minus(DAY))
                    .compose(done -> done < MOST_PER_DAY ? to.apply(tx) : Future.failedFuture(tooMany()))
                    .compose(recipient -> offer(tx, grant, what, stored, recipient));
        })).onSuccess(done -> outbox.wake(OutboundMessage.Channel.MAIL));
    }

    private Future<Void> offer(SqlClient tx, Grant grant, String what, TransferStore.Stored stored, Recipient recipient) {
        var count = stored.transfer().documentCount();
        return delivery.offerAgain(tx, stored.transfer(), recipient, count, grant.share(), grant.transferKey())
                .compose(done -> transfers.event(tx, TransferEvent.of(grant.transfer(), what, clock.instant()).by(grant.staff())
                        .of(Optional.of(recipient.id()))))
                .compose(done -> audit.record(tx, AuditEntry.done(
                        grant.actor(), what.equals(SHARED) ? Action.TRANSFER_SHARED : Action.LINK_REISSUED,
                        Subject.recipient(grant.transfer(), recipient.id()))));
    }

    private static Failure unknown() {
        return Failure.of(Failure.Kind.INVALID, "invalid", "Nobody of the organisation has this address, and no department.");
    }

    private static Failure notDelivered() {
        return Failure.of(Failure.Kind.CONFLICT, "not-delivered", "There is nothing to collect in this transfer.");
    }

    private static Failure tooMany() {
        return Failure.of(Failure.Kind.TOO_MANY, "too-many-requests", "This has been done too often today.")
                .with("retryAfter", DAY.toSeconds());
    }
}
