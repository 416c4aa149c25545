package nl.rijkscloud.request;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import nl.rijkscloud.access.StaffAccess;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.AuditWiring;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.checklist.Checklists;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.limit.LimitWiring;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.limit.Throttle;
import nl.rijkscloud.outbox.OutboundMessage;
import nl.rijkscloud.outbox.Outbox;
import nl.rijkscloud.outbox.OutboxWiring;
import nl.rijkscloud.period.PeriodSeal;
import nl.rijkscloud.period.PeriodWiring;
import nl.rijkscloud.platform.Platform;
import nl.rijkscloud.staff.Staff;
import nl.rijkscloud.staff.StaffService;
import nl.rijkscloud.staff.StaffWiring;
import nl.rijkscloud.transfer.Party;
import nl.rijkscloud.transfer.Recipient;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.transfer.TransferEvent;
import nl.rijkscloud.transfer.TransferStore;
import nl.rijkscloud.transfer.TransferWiring;
import nl.rijkscloud.transfer.UploadLinks;

/** Asks outsiders for documents: one transaction writes the transfer, upload link and mail of each of them. */
final class RequestService {
    private final Checklists checklists = new Checklists();
    private final Database database;
    private final TransferStore transfers;
    private final RequestStore requests;
    private final UploadLinks links;
    private final UploadLinkRenewal renewal;
    private final StaffService staff;
    private final Outbox outbox;
    private final RequestMails mails;
    private final PeriodSeal seal;
    private final Audit audit;
    private final Throttle throttle;
    private final Limits limits;
    private final InstantSource clock;

    static RequestService of(
            Platform platform, RequestStore requests, UploadLinkRenewal renewal, TransferWiring transfer,
            StaffWiring staff, OutboxWiring outbox, PeriodWiring period, AuditWiring audit, LimitWiring limit) {
        return new RequestService(
                platform.database(), transfer.transfers(), requests, transfer.uploadLinks(), renewal, staff.staff(),
                outbox.outbox(), new RequestMails(transfer.mails()), period.seal(), audit.audit(), limit.throttle(),
                limit.limits(), platform.clock());
    }

    RequestService(
            Database database, TransferStore transfers, RequestStore requests, UploadLinks links,
            UploadLinkRenewal renewal, StaffService staff, Outbox outbox, RequestMails mails, PeriodSeal seal,
            Audit audit, Throttle throttle, Limits limits, InstantSource clock) {
        this.database = database;
        this.transfers = transfers;
        this.requests = requests;
        this.links = links;
        this.renewal = renewal;
        this.staff = staff;
        this.outbox = outbox;
        this.mails = mails;
        this.seal = seal;
        this.audit = audit;
        this.throttle = throttle;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Asks all outsiders or, if it fails, none. Returns the ids of the transfers, in the order of the outsiders. Fails
     * with {@code TOO_MANY}.
     */
    Future<List<UUID>> ask(RequestForm.Checked form) {
        return throttle.count(form.to().size(), List.of(limits.requestsByStaff(form.asker().id())))
                .compose(counted -> staff.names(form.terms().alsoTo()))
                .compose(names -> database.inTransaction(tx -> askAll(tx, form, names)))
                .onSuccess(done -> outbox.wake(OutboundMessage.Channel.MAIL));
    }

    /**
     * Mails the outsider their upload link again. Fails with {@code NOT_FOUND} for a request that does not concern this
     * person, with {@code TOO_MANY}, and as {@link UploadLinkRenewal#resendForStaff} does.
     */
    Future<Void> resend(StaffAccess.Member member, UUID transfer) {
        var person = member.staff();
        return staff.departments(person.id())
                .compose(departments -> requests.concerns(
                        database.client(), transfer, person.id(), addresses(person, departments)))
                .compose(concerned -> concerned
                        ? throttle.count(limits.requestsByStaff(person.id()))
                        : Future.failedFuture(Failure.notFound()))
                .compose(counted -> database.inTransaction(tx -> renewal.resendForStaff(tx, transfer, member.actor())))
                .onSuccess(done -> outbox.wake(OutboundMessage.Channel.MAIL));
    }

    /**
     * Runs the statements side by side, which is several times faster. Waits for all of them, also after a failure: no
     * statement may be running when the transaction ends.
     */
    private Future<List<UUID>> askAll(SqlClient tx, RequestForm.Checked form, Map<String, String> names) {
        var transfers = form.to().stream().map(to -> ask(tx, form, to, names)).toList();
        return Future.join(transfers).map(done -> done.<UUID>list()).compose(ids -> audit
                .record(tx, ids.stream()
                        .map(id -> AuditEntry.done(form.actor(), Action.REQUEST_ISSUED, Subject.transfer(id)))
                        .toList())
                .map(ids));
    }

    private Future<UUID> ask(SqlClient tx, RequestForm.Checked form, Party to, Map<String, String> names) {
        var terms = form.terms();
        var asker = form.asker();
        var now = clock.instant();
        var id = UUID.randomUUID();
        var transfer = new Transfer(
                id, Transfer.Kind.REQUESTED, Transfer.State.OPEN, terms.language(), to,
                Party.contact(asker.name(), asker.email()),
                Optional.of(asker.id()), 0, now, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                terms.keptUntil());
        return links.open(tx, transfer, receivers(id, asker, terms.alsoTo(), names)).compose(opened -> terms.text()
                .seal(seal, tx, opened.share())
                .compose(sealed -> requests.insert(tx, request(id, terms, form.batch(), sealed)))
                .compose(done -> checklists.begin(tx, id, terms.text().items().size()))
                .compose(done ->
                        transfers.addEvent(tx, TransferEvent.of(id, "requested", now).by(Optional.of(asker.id()))))
                .compose(done -> outbox.add(
                        tx, mails.request(opened.transfer(), terms.endsAt(), terms.text(), opened.link().url())))
                .map(id));
    }

    private static Request request(UUID id, Terms terms, Optional<UUID> batch, byte[] sealedText) {
        return new Request(
                id, id, sealedText, terms.repeat(), terms.deadline(), terms.endsAt(), terms.maxSize(), terms.remindAt(),
                Optional.empty(), Optional.empty(),
                Optional.of(terms.text().reference()).filter(typed -> !typed.isEmpty()), batch);
    }

    /**
     * The asker comes first, then the others. A receiver without a known name is named after the local part of the
     * address.
     */
    private static List<Recipient> receivers(
            UUID transfer, Staff asker, List<String> alsoTo, Map<String, String> names) {
        var receivers = new ArrayList<Recipient>();
        receivers.add(Recipient.staff(transfer, 0, asker.name(), asker.email()));
        for (var email : alsoTo) {
            if (!email.equals(asker.email())) {
                var name = names.getOrDefault(email, email.substring(0, email.indexOf('@')));
                receivers.add(Recipient.staff(transfer, receivers.size(), name, email));
            }
        }
        return receivers;
    }

    private static List<String> addresses(Staff person, List<String> departments) {
        return Stream.concat(Stream.of(person.email()), departments.stream()).toList();
    }
}
