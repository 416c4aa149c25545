package nl.rijkscloud.request;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Actor;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.AuditWiring;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.checklist.Checklist;
import nl.rijkscloud.checklist.Checklists;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.link.LinkKind;
import nl.rijkscloud.link.LinkWiring;
import nl.rijkscloud.link.Links;
import nl.rijkscloud.link.Links.IssuedLink;
import nl.rijkscloud.outbox.Outbox;
import nl.rijkscloud.outbox.OutboxWiring;
import nl.rijkscloud.period.PeriodSeal;
import nl.rijkscloud.period.PeriodWiring;
import nl.rijkscloud.platform.Platform;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferEvent;
import nl.rijkscloud.transfer.TransferStore;
import nl.rijkscloud.transfer.TransferWiring;
import nl.rijkscloud.transfer.UploadLinks;
import nl.rijkscloud.vault.Share;
import nl.rijkscloud.vault.Slots;

/**
 * Mails the upload link of a request again, on request of staff or as a reminder. It runs last in the caller's
 * transaction and locks the row of the transfer. When the server neither has the transfer's key nor may make one, the
 * link stays as it is, and the answer or the reminder tells when the working link was mailed.
 */
public final class UploadLinkRenewal {
    private final Checklists checklists = new Checklists();
    private final TransferStore transfers;
    private final RequestStore requests;
    private final UploadLinks uploadLinks;
    private final Links links;
    private final Slots slots;
    private final PeriodSeal seal;
    private final Outbox outbox;
    private final RequestMails mails;
    private final Audit audit;
    private final InstantSource clock;

    static UploadLinkRenewal of(
            Platform platform, RequestStore requests, TransferWiring transfer, LinkWiring link, OutboxWiring outbox,
            PeriodWiring period, AuditWiring audit) {
        return new UploadLinkRenewal(
                transfer.transfers(), requests, transfer.uploadLinks(), link.links(), platform.slots(), period.seal(),
                outbox.outbox(), new RequestMails(transfer.mails()), audit.audit(), platform.clock());
    }

    UploadLinkRenewal(
            TransferStore transfers, RequestStore requests, UploadLinks uploadLinks, Links links,
            Slots slots, PeriodSeal seal, Outbox outbox, RequestMails mails, Audit audit, InstantSource clock) {
        this.transfers = transfers;
        this.requests = requests;
        this.uploadLinks = uploadLinks;
        this.links = links;
        this.slots = slots;
        this.seal = seal;
        this.outbox = outbox;
        this.mails = mails;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * An open transfer whose row is locked, with the content of the mail.
     *
     * @param until the end of the time in which documents are asked for
     * @param text empty when it has been lost
     * @param link the new link; empty when the server cannot make one
     * @param lastMailed when the link was mailed before
     */
    private record Renewed(
            Transfer transfer, Request request, Instant until, Checklist list, Optional<RequestText> text,
            Optional<IssuedLink> link, Instant lastMailed) {}

    /**
     * Mails a new link on request of staff. Fails with {@code CONFLICT}: {@code request-answered}, {@code asked-lost},
     * or {@code documents-underway} when only the mailed link opens the documents that are being uploaded; {@code
     * linkMailed} and {@code to} then name that mail.
     */
    Future<Void> resendForStaff(SqlClient tx, UUID transfer, Actor by) {
        return renew(tx, transfer).compose(found -> {
            var renewed = found.orElseThrow(UploadLinkRenewal::answered);
            var text = renewed.text().orElseThrow(UploadLinkRenewal::lost);
            var link = renewed.link().orElseThrow(() -> underway(renewed));
            var event = TransferEvent.of(transfer, "link-resent", clock.instant()).by(by.id());
            return outbox.add(tx, mails.again(renewed.transfer(), renewed.until(), text, renewed.list(), link.url()))
                    .compose(done -> transfers.addEvent(tx, event))
                    .compose(done ->
                            audit.record(tx, AuditEntry.done(by, Action.REQUEST_RESENT, Subject.transfer(transfer))));
        });
    }

    /** Sends the reminder once; a second call, on this node or another, does nothing. */
    Future<Void> sendReminder(SqlClient tx, UUID transfer) {
        return transfers.lock(tx, transfer)
                .compose(locked -> requests.markReminded(tx, transfer, clock.instant()))
                .compose(first -> first ? renew(tx, transfer) : Future.succeededFuture(Optional.empty()))
                .compose(found -> found.map(renewed -> remind(tx, renewed, Actor.SYSTEM))
                        .orElse(Future.succeededFuture()));
    }

    /**
     * Reminds the outsider on request of staff, as often as the caller allows. Fails with {@code CONFLICT} {@code
     * request-answered} when nothing is to be done any more.
     */
    public Future<Void> remindForStaff(SqlClient tx, UUID transfer, Actor by) {
        return renew(tx, transfer)
                .compose(found -> remind(tx, found.orElseThrow(UploadLinkRenewal::answered), by));
    }

    private Future<Void> remind(SqlClient tx, Renewed renewed, Actor by) {
        var link = renewed.link().map(IssuedLink::url);
        var id = renewed.transfer().id();
        var text = renewed.text().orElse(RequestText.LOST);
        var entry = AuditEntry.done(by, Action.REQUEST_REMINDED, Subject.transfer(id));
        return outbox.add(tx, mails.reminder(renewed.transfer(), renewed.until(), text, renewed.list(),
                        renewed.request().isFollowUp(), link, renewed.lastMailed()))
                .compose(done -> transfers.addEvent(
                        tx, TransferEvent.of(id, "reminded", clock.instant()).by(by.id())))
                .compose(done -> audit.record(tx, entry));
    }

    /** Renews the link if it can. Empty when the request has been answered or its time is over. */
    private Future<Optional<Renewed>> renew(SqlClient tx, UUID id) {
        return transfers.lock(tx, id).compose(found -> {
            var stored = found.orElseThrow(Failure::notFound);
            var transfer = stored.transfer();
            if (transfer.state() != Transfer.State.OPEN || !transfer.expiresAt().isAfter(clock.instant())) {
                return Future.succeededFuture(Optional.empty());
            }
            var share = slots.openShare(id, stored.share())
                    .orElseThrow(() -> new IllegalStateException("the share of " + id + " does not open"));
            return requests.find(tx, id).map(request -> request.orElseThrow(Failure::notFound))
                    .compose(request -> renew(tx, transfer, request, share));
        });
    }

    private Future<Optional<Renewed>> renew(SqlClient tx, Transfer transfer, Request request, Share share) {
        return RequestText.open(seal, share, request.sealedText())
                .compose(text -> checklists.find(tx, request.series())
                        .compose(list -> links.issuedAt(tx, transfer.id(), LinkKind.UPLOAD)
                                .compose(mailed -> uploadLinks.renew(tx, transfer, share)
                                        .map(link -> Optional.of(new Renewed(transfer, request,
                                                request.askedUntil(transfer, clock.instant()), list, text, link,
                                                mailed.orElseThrow()))))));
    }

    private static Failure answered() {
        return Failure.of(Failure.Kind.CONFLICT, "request-answered",
                "The request has been answered, or its time is over.");
    }

    private static Failure lost() {
        return Failure.of(
                Failure.Kind.CONFLICT, "asked-lost",
                "What was asked has been lost here and cannot be repeated. Make a new request, and withdraw this one.");
    }

    private static Failure underway(Renewed renewed) {
        return Failure.of(
                        Failure.Kind.CONFLICT, "documents-underway",
                        "Documents are being added, and only the link that was mailed opens them. "
                                + "It cannot be sent again.")
                .with("linkMailed", renewed.lastMailed().toString())
                .with("to", renewed.transfer().sender().email());
    }
}
