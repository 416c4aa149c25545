package nl.rijkscloud.oversight;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.link.LinkService.ReissueKey;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.outbox.Outbox;
import nl.rijkscloud.staff.StaffService;
import nl.rijkscloud.transfer.DownloadLinkRenewal;
import nl.rijkscloud.transfer.Recipient;
import nl.rijkscloud.transfer.RecipientStore;

/**
 * Makes new links to a delivered transfer: for a recipient who lost theirs, or for a colleague or department who will
 * receive it too. It uses the key of a member of staff who has opened their own download link. A report link does not
 * give that key; its page asks for the mailed link again ({@link nl.rijkscloud.report.Redelivery}).
 */
final class RecipientSharing {
    private final Database database;
    private final DownloadLinkRenewal renewal;
    private final RecipientStore recipients;
    private final StaffService staff;
    private final Outbox outbox;
    private final Audit audit;

    RecipientSharing(
            Database database, DownloadLinkRenewal renewal, RecipientStore recipients, StaffService staff,
            Outbox outbox, Audit audit) {
        this.database = database;
        this.renewal = renewal;
        this.recipients = recipients;
        this.staff = staff;
        this.outbox = outbox;
        this.audit = audit;
    }

    /**
     * Adds a colleague or department as a recipient. Fails with {@code INVALID} for an address of neither, with {@code
     * CONFLICT} {@code already-recipient}, and as {@link DownloadLinkRenewal#renew} does.
     */
    Future<Void> share(Grant grant, String email) {
        return staff.nameOf(email)
                .map(known -> known.orElseThrow(RecipientSharing::unknown))
                .compose(name -> renew(grant, "shared", Action.TRANSFER_SHARED, (tx, all) -> {
                    if (all.stream().anyMatch(recipient -> recipient.email().equalsIgnoreCase(email))) {
                        throw Failure.of(Failure.Kind.CONFLICT, "already-recipient",
                                "They receive this transfer already.");
                    }
                    var position = all.stream().mapToInt(Recipient::position).max().orElse(-1) + 1;
                    var added = Recipient.staff(grant.transfer(), position, name, email);
                    return recipients.insert(tx, added).map(added);
                }));
    }

    /**
     * Sends a recipient a new link. Fails with {@code NOT_FOUND} for a recipient of another transfer, and as {@link
     * DownloadLinkRenewal#renew} does.
     */
    Future<Void> resend(Grant grant, UUID recipient) {
        return renew(grant, "reissued", Action.LINK_REISSUED, (tx, all) -> Future.succeededFuture(all.stream()
                .filter(one -> one.id().equals(recipient))
                .findFirst()
                .orElseThrow(Failure::notFound)));
    }

    private Future<Void> renew(
            Grant grant, String event, Action action,
            BiFunction<SqlClient, List<Recipient>, Future<Recipient>> choose) {
        var key = new ReissueKey(grant.share(), grant.transferKey());
        return database.inTransaction(tx -> renewal
                .renew(tx, key, DownloadLinkRenewal.Allowance.STAFF, event, grant.staff(), all -> choose.apply(tx, all))
                .compose(to -> audit.record(
                        tx, AuditEntry.done(grant.actor(), action, Subject.recipient(grant.transfer(), to.id())))))
                .onSuccess(done -> outbox.wake(OutboundMessage.Channel.MAIL));
    }

    private static Failure unknown() {
        return Failure.of(Failure.Kind.INVALID, "invalid",
                "Nobody of the organisation has this address, and no department.");
    }
}
