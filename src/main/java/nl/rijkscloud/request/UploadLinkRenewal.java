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
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.link.IssuedLink;
import nl.rijkscloud.link.LinkKind;
import nl.rijkscloud.link.Links;
import nl.rijkscloud.outbox.Outbox;
import nl.rijkscloud.period.PeriodSeal;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferEvent;
import nl.rijkscloud.transfer.TransferStore;
import nl.rijkscloud.transfer.UploadLinks;
import nl.rijkscloud.vault.Slots;

/**
 * Mails the upload link of a request again, last in the caller's transaction and under the lock of the transfer's row: because staff want it, or as a
 * reminder. Where the server neither has nor may make the key, nothing changes, and the answer or the reminder says which mail holds the link. Safe
 * for use from any thread.
 */
public final class UploadLinkRenewal {
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

    public UploadLinkRenewal(
            TransferStore transfers, RequestStore requests, UploadLinks uploadLinks, Links links, Slots slots, PeriodSeal seal, Outbox outbox,
            RequestMails mails, Audit audit, InstantSource clock) {
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

    /** What there is to send; the transfer is open and held. */
    private record Held(Transfer transfer, Optional<RequestText> asked, Optional<IssuedLink> link, Instant earlier) {}

    Future<Void> forStaff(SqlClient tx, UUID transfer, Actor by) {
        return renewed(tx, transfer).compose(found -> {
            var held = found.orElseThrow(UploadLinkRenewal::answered);
            var asked = held.asked().orElseThrow(UploadLinkRenewal::lost);
            var link = held.link().orElseThrow(() -> underway(held));
            return outbox.add(tx, mails.request(held.transfer(), asked, link.url(), true))
                    .compose(done -> transfers.event(tx, TransferEvent.of(transfer, "link-resent", clock.instant()).by(by.id())))
                    .compose(done -> audit.record(tx, AuditEntry.done(by, Action.REQUEST_RESENT, Subject.transfer(transfer))));
        });
    }

    /** Reminds once; whoever comes second, on this node or another, does nothing. */
    Future<Void> asReminder(SqlClient tx, UUID transfer) {
        return transfers.lock(tx, transfer)
                .compose(locked -> requests.reminded(tx, transfer, clock.instant()))
                .compose(first -> first ? renewed(tx, transfer) : Future.succeededFuture(Optional.empty()))
                .compose(found -> found.map(held -> remind(tx, held)).orElse(Future.succeededFuture()));
    }

    private Future<Void> remind(SqlClient tx, Held held) {
        var link = held.link().map(IssuedLink::url);
        var id = held.transfer().id();
        return outbox.add(tx, mails.reminder(held.transfer(), held.asked().orElse(RequestText.LOST), link, held.earlier()))
                .compose(done -> transfers.event(tx, id, "reminded", clock.instant()))
                .compose(done -> audit.record(tx, AuditEntry.done(Actor.SYSTEM, Action.REQUEST_REMINDED, Subject.transfer(id))));
    }

    /** Nothing when it has been answered, or its time is over. */
    private Future<Optional<Held>> renewed(SqlClient tx, UUID id) {
        return transfers.lock(tx, id).compose(found -> {
            var stored = found.orElseThrow(Failure::notFound);
            var transfer = stored.transfer();
            if (transfer.state() != Transfer.State.OPEN || !transfer.expiresAt().isAfter(clock.instant())) {
                return Future.succeededFuture(Optional.empty());
            }
            var share = slots.openShare(id, stored.share())
                    .orElseThrow(() -> new IllegalStateException("the share of " + id + " does not open"));
            return requests.find(tx, id)
                    .compose(request -> RequestText.open(seal, share, request.orElseThrow(Failure::notFound).asked()))
                    .compose(asked -> links.issuedAt(tx, id, LinkKind.UPLOAD)
                            .compose(earlier -> uploadLinks.again(tx, transfer, share)
                                    .map(link -> Optional.of(new Held(transfer, asked, link, earlier.orElseThrow())))));
        });
    }

    private static Failure answered() {
        return Failure.of(Failure.Kind.CONFLICT, "request-answered", "The request has been answered, or its time is over.");
    }

    private static Failure lost() {
        return Failure.of(
                Failure.Kind.CONFLICT, "asked-lost", "What was asked has been lost here and cannot be repeated. Make a new request, and withdraw this one.");
    }

    private static Failure underway(Held held) {
        return Failure.of(
                        Failure.Kind.CONFLICT, "documents-underway",
                        "Documents are being added, and only the link that was mailed opens them. It cannot be sent again.")
                .with("linkMailed", held.earlier().toString())
                .with("to", held.transfer().sender().email());
    }
}
