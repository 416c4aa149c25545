package nl.rijkscloud.report;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.limit.Limit;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.limit.Throttle;
import nl.rijkscloud.link.LinkService.ReissueKey;
import nl.rijkscloud.report.KeyedAct.Acted;
import nl.rijkscloud.statement.Statements;
import nl.rijkscloud.transfer.Correction;
import nl.rijkscloud.transfer.DownloadLinkRenewal;
import nl.rijkscloud.transfer.Recipient;
import nl.rijkscloud.transfer.RecipientReplacement;
import nl.rijkscloud.transfer.RecipientStore;

/**
 * Makes delivered documents reach their recipient after all, on request of the sender and without a new upload: it
 * sends a new link when the first one was lost, or replaces a recipient by a corrected one.
 */
final class Redelivery {
    private final KeyedAct keyed;
    private final RecipientStore recipients;
    private final RecipientReplacement replacements;
    private final Throttle throttle;
    private final Limits limits;

    Redelivery(
            KeyedAct keyed, RecipientStore recipients, RecipientReplacement replacements, Throttle throttle,
            Limits limits) {
        this.keyed = keyed;
        this.recipients = recipients;
        this.replacements = replacements;
        this.throttle = throttle;
        this.limits = limits;
    }

    /**
     * Sends a recipient a new link. Fails as {@link KeyedAct#run} and {@link DownloadLinkRenewal#renew} do, and with
     * {@code NOT_FOUND} for a recipient of another transfer.
     *
     * @param recipient the recipient who gets the link; empty for the first one
     */
    Future<Void> reissue(Actor by, String link, String secret, Optional<UUID> recipient) {
        return keyed.run(by, Action.LINK_REISSUED, link, secret, (tx, opened) -> keyed.renewal()
                .renew(
                        tx, opened, DownloadLinkRenewal.Allowance.SENDER, "reissued", Optional.empty(),
                        all -> Future.succeededFuture(find(all, recipient)))
                .map(to -> new Acted(to.id(), Optional.empty())));
    }

    private static Recipient find(List<Recipient> all, Optional<UUID> wanted) {
        return all.stream()
                .filter(recipient -> wanted.isEmpty() || wanted.get().equals(recipient.id()))
                .findFirst()
                .orElseThrow(Failure::notFound);
    }

    /**
     * Replaces a recipient. Fails as {@link KeyedAct#run} and {@link DownloadLinkRenewal#lockDelivered} do, with {@code
     * NOT_FOUND} for a recipient of another transfer, and with {@code TOO_MANY} for too many corrections of this
     * transfer or mails to the new address. A failure changes nothing.
     */
    Future<Void> correct(Actor by, String link, String secret, Correction correction) {
        return keyed.run(by, Action.RECIPIENT_REPLACED, link, secret, (tx, opened) -> correct(tx, opened, correction)
                .map(signed -> new Acted(correction.recipient(), signed.map(Statements.Issued::hash))));
    }

    private Future<Optional<Statements.Issued>> correct(SqlClient tx, ReissueKey opened, Correction correction) {
        var id = opened.key().transfer();
        return keyed.renewal().lockDelivered(tx, id).compose(transfer -> recipients.find(tx, correction.recipient())
                .map(old -> old.filter(one -> one.transfer().equals(id)).orElseThrow(Failure::notFound))
                .compose(old -> throttle.count(tx, limitsOf(id, correction)).compose(done -> replacements.replace(
                        tx, transfer, old, correction, transfer.documentCount(), opened.share(), opened.key()))));
    }

    private List<Limit> limitsOf(UUID transfer, Correction correction) {
        return Stream.concat(
                        Stream.of(limits.correctionsOf(transfer)), limits.mailsToAddress(correction.email()).stream())
                .toList();
    }
}
