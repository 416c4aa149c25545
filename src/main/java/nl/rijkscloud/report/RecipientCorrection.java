package nl.rijkscloud.report;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.stream.Stream;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.limit.Limit;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.limit.Throttle;
import nl.rijkscloud.link.LinkService;
import nl.rijkscloud.link.ReissueKey;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.outbox.Outbox;
import nl.rijkscloud.transfer.Correction;
import nl.rijkscloud.transfer.RecipientReplacement;
import nl.rijkscloud.transfer.RecipientStore;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferStore;

/**
 * Sends what one recipient was to get to another address, without a new upload. Like {@link LinkReissue} it takes the sender's report link. Safe for use
 * from any thread.
 */
public final class RecipientCorrection {
    private final Database database;
    private final TransferStore transfers;
    private final RecipientStore recipients;
    private final LinkService linkService;
    private final RecipientReplacement replacements;
    private final Outbox outbox;
    private final Audit audit;
    private final Throttle throttle;
    private final Limits limits;

    public RecipientCorrection(
            Database database, TransferStore transfers, RecipientStore recipients, LinkService linkService, RecipientReplacement replacements,
            Outbox outbox, Audit audit, Throttle throttle, Limits limits) {
        this.database = database;
        this.transfers = transfers;
        this.recipients = recipients;
        this.linkService = linkService;
        this.replacements = replacements;
        this.outbox = outbox;
        this.audit = audit;
        this.throttle = throttle;
        this.limits = limits;
    }

    /**
     * Fails with {@code NOT_FOUND} for a link that does not work or a recipient of another transfer, {@code CONFLICT} {@code not-delivered} while there
     * is nothing to collect, and {@code TOO_MANY} when this transfer or the new address has had enough; nothing has changed then.
     *
     * @param by who has the session in which it is asked
     * @param link and {@code secret}: the two parts of the report link, as they stand in the address
     */
    public Future<Void> readdress(Actor by, String link, String secret, Correction correction) {
        return linkService.reissueKey(link, secret)
                .compose(key -> database.inTransaction(tx -> readdress(tx, key, correction).compose(done -> audit.record(
                        tx, AuditEntry.done(
                                by, Action.RECIPIENT_REPLACED, Subject.recipient(key.key().transfer(), correction.recipient()))))))
                .recover(failure -> failure instanceof Failure known
                        ? audit.refused(AuditEntry.refused(by, Action.RECIPIENT_REPLACED, LinkReissue.why(known), Subject.NONE), known)
                        : Future.failedFuture(failure))
                .onSuccess(done -> Stream.of(OutboundMessage.Channel.values()).forEach(outbox::wake));
    }

    private Future<Void> readdress(SqlClient tx, ReissueKey opened, Correction correction) {
        var id = opened.key().transfer();
        return transfers.lock(tx, id).compose(found -> {
            var stored = found.orElseThrow(Failure::notFound);
            if (stored.transfer().state() != Transfer.State.DELIVERED) {
                return Future.failedFuture(LinkReissue.notDelivered());
            }
            var count = stored.transfer().documentCount();
            return recipients.find(tx, correction.recipient())
                    .map(old -> old.filter(one -> one.transfer().equals(id)).orElseThrow(Failure::notFound))
                    .compose(old -> throttle.count(tx, limited(stored.transfer(), correction))
                            .compose(done -> replacements.replace(
                                    tx, stored.transfer(), old, correction, count, opened.share(), opened.key())));
        });
    }

    private List<Limit> limited(Transfer transfer, Correction correction) {
        return Stream.concat(Stream.of(limits.correctionsOf(transfer.id())), limits.mailsToAddress(correction.email()).stream()).toList();
    }
}
