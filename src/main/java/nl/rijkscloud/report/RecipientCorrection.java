package nl.rijkscloud.report;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.limit.Limit;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.limit.Throttle;
import nl.rijkscloud.link.LinkService.ReissueKey;
import nl.rijkscloud.transfer.Correction;
import nl.rijkscloud.transfer.DownloadLinkRenewal;
import nl.rijkscloud.transfer.RecipientReplacement;
import nl.rijkscloud.transfer.RecipientStore;

/** Replaces one recipient by a corrected one, who gets the same documents without a new upload. */
final class RecipientCorrection {
    private final KeyedAct keyed;
    private final RecipientStore recipients;
    private final RecipientReplacement replacements;
    private final Throttle throttle;
    private final Limits limits;

    RecipientCorrection(
            KeyedAct keyed, RecipientStore recipients, RecipientReplacement replacements, Throttle throttle,
            Limits limits) {
        this.keyed = keyed;
        this.recipients = recipients;
        this.replacements = replacements;
        this.throttle = throttle;
        this.limits = limits;
    }

    /**
     * Fails as {@link KeyedAct#run} and {@link DownloadLinkRenewal#lockDelivered} do, with {@code NOT_FOUND} for a
     * recipient of another transfer, and with {@code TOO_MANY} for too many corrections of this transfer or mails to
     * the new address. A failure changes nothing.
     */
    Future<Void> correct(Actor by, String link, String secret, Correction correction) {
        return keyed.run(by, Action.RECIPIENT_REPLACED, link, secret, (tx, opened) -> correct(tx, opened, correction)
                .map(correction.recipient()));
    }

    private Future<Void> correct(SqlClient tx, ReissueKey opened, Correction correction) {
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
