package nl.rijkscloud.request;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.AuditWiring;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.limit.LimitWiring;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.limit.Throttle;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.outbox.Outbox;
import nl.rijkscloud.outbox.OutboxWiring;
import nl.rijkscloud.period.PeriodSeal;
import nl.rijkscloud.period.PeriodWiring;
import nl.rijkscloud.platform.Platform;
import nl.rijkscloud.transfer.Manifest;
import nl.rijkscloud.transfer.Party;
import nl.rijkscloud.transfer.Recipient;
import nl.rijkscloud.transfer.RecipientStore;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferEvent;
import nl.rijkscloud.transfer.TransferMails;
import nl.rijkscloud.transfer.TransferStore;
import nl.rijkscloud.transfer.TransferWiring;
import nl.rijkscloud.transfer.UploadLinks;

/**
 * An outsider who has received documents from staff sends documents back: a request of their own making, with the
 * reference of what they received, to whoever sent it. It takes no details, because the download grant proves address
 * and phone.
 */
final class AnswerBack {
    private final Database database;
    private final TransferStore transfers;
    private final RecipientStore recipients;
    private final RequestStore requests;
    private final UploadLinks links;
    private final PeriodSeal seal;
    private final Outbox outbox;
    private final TransferMails mails;
    private final Audit audit;
    private final Throttle throttle;
    private final Limits limits;
    private final Duration linkLives;
    private final InstantSource clock;

    static AnswerBack of(
            Platform platform, RequestStore requests, TransferWiring transfer, PeriodWiring period, OutboxWiring outbox,
            AuditWiring audit, LimitWiring limit) {
        return new AnswerBack(
                platform.database(), transfer.transfers(), transfer.recipients(), requests, transfer.uploadLinks(),
                period.seal(), outbox.outbox(), transfer.mails(), audit.audit(), limit.throttle(), limit.limits(),
                platform.config().retention().unfinished(), platform.clock());
    }

    private AnswerBack(
            Database database, TransferStore transfers, RecipientStore recipients, RequestStore requests,
            UploadLinks links, PeriodSeal seal, Outbox outbox, TransferMails mails, Audit audit, Throttle throttle,
            Limits limits, Duration linkLives, InstantSource clock) {
        this.database = database;
        this.transfers = transfers;
        this.recipients = recipients;
        this.requests = requests;
        this.links = links;
        this.seal = seal;
        this.outbox = outbox;
        this.mails = mails;
        this.audit = audit;
        this.throttle = throttle;
        this.limits = limits;
        this.linkLives = linkLives;
        this.clock = clock;
    }

    /**
     * Begins the transfer, mails its upload link to the outsider and returns it. Fails with {@code NOT_FOUND} for a
     * recipient who is no outsider and for a transfer that staff did not send, and with {@code TOO_MANY}.
     */
    Future<String> begin(Grant grant) {
        var recipient = grant.recipient().orElseThrow(Failure::notFound);
        return recipients.find(database.client(), recipient)
                .map(found -> found.filter(Recipient::outsider).orElseThrow(Failure::notFound))
                .compose(outsider -> transfers.findWithManifest(database.client(), grant.transfer())
                        .map(found -> found.filter(AnswerBack::isSent).orElseThrow(Failure::notFound))
                        .compose(sent -> throttle.count(limits.answersBackBy(recipient))
                                .compose(counted -> database.inTransaction(tx -> begin(tx, grant, outsider, sent)))))
                .onSuccess(done -> outbox.wake(OutboundMessage.Channel.MAIL));
    }

    private static boolean isSent(TransferStore.WithManifest found) {
        var transfer = found.stored().transfer();
        return transfer.kind() == Transfer.Kind.SENT && transfer.state() == Transfer.State.DELIVERED;
    }

    private Future<String> begin(
            SqlClient tx, Grant grant, Recipient outsider, TransferStore.WithManifest found) {
        var sent = found.stored().transfer();
        var now = clock.instant();
        var back = new Transfer(
                UUID.randomUUID(), Transfer.Kind.REQUESTED, Transfer.State.OPEN, sent.language(),
                new Party(outsider.name(), outsider.email(), Optional.empty(), Optional.empty()),
                Party.contact(sent.sender().name(), sent.sender().email()), sent.owner(), 0, now, Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), now.plus(linkLives));
        var text = new RequestText("", reference(grant, found), List.of());
        var receiver = Recipient.staff(back.id(), 0, sent.sender().name(), sent.sender().email());
        return links.open(tx, back, List.of(receiver)).compose(opened -> text.seal(seal, tx, opened.share())
                .compose(sealed -> requests.insert(tx, new Request(
                        back.id(), back.id(), sealed, false, Optional.empty(), back.expiresAt(), Optional.empty(),
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty())))
                .compose(done -> transfers.addEvent(tx, TransferEvent.of(back.id(), "answer-begun", now)))
                .compose(done -> outbox.add(tx, mails.uploadLink(opened.transfer(), opened.link().url())))
                .compose(done -> audit.record(tx, List.of(AuditEntry.done(
                        grant.actor(), Action.REQUEST_ISSUED, Subject.transfer(back.id())))))
                .map(done -> opened.link().url()));
    }

    /** The reference that staff gave; empty where they gave none. */
    private static String reference(Grant grant, TransferStore.WithManifest found) {
        return found.manifest()
                .flatMap(sealed -> Manifest.open(grant.manifestKey(), sealed))
                .map(manifest -> manifest.message().reference())
                .orElse("");
    }
}
