package nl.rijkscloud.oversight;

import io.vertx.ext.web.Router;
import nl.rijkscloud.access.AccessWiring;
import nl.rijkscloud.audit.AuditWiring;
import nl.rijkscloud.audit.Person;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.limit.LimitWiring;
import nl.rijkscloud.link.LinkWiring;
import nl.rijkscloud.outbox.OutboxWiring;
import nl.rijkscloud.platform.Platform;
import nl.rijkscloud.request.RequestWiring;
import nl.rijkscloud.staff.StaffWiring;
import nl.rijkscloud.transfer.TransferWiring;
import nl.rijkscloud.triage.TriageWiring;

/** Wires the lists and pages of transfers for staff, and their acts. */
public final class OversightWiring {
    private final AuditWiring audit;
    private final OutboxWiring outbox;
    private final Database database;
    private final OversightRoutes.Oversight oversight;
    private final QueueSearch queueSearch;

    public OversightWiring(
            Platform platform, AuditWiring audit, OutboxWiring outbox, StaffWiring staff, LinkWiring link,
            LimitWiring limit, TransferWiring transfer, RequestWiring request, TriageWiring triage) {
        this.audit = audit;
        this.outbox = outbox;
        database = platform.database();
        var clock = platform.clock();
        var config = platform.config();
        var dossiers = new Dossiers(
                database, transfer.transfers(), transfer.recipients(), transfer.documents(), request.requests(),
                request.items(), link.links(), audit.audit(), triage.marks(), triage.claims(), clock,
                config.codes().triesPerTransfer(), config.requests().maxAnswers());
        var withdrawal = new TransferWithdrawal(
                database, transfer.transfers(), transfer.recipients(), transfer.termination(), transfer.files(),
                outbox.outbox(), transfer.mails(), audit.audit(), clock);
        var extension = new ExpiryExtension(
                database, transfer.transfers(), transfer.recipients(), link.links(), audit.audit(), clock);
        var sharing = new RecipientSharing(
                database, transfer.renewal(), transfer.recipients(), staff.staff(), outbox.outbox(), audit.audit());
        var reminder = new TransferReminder(
                database, transfer.transfers(), transfer.recipients(), request.renewal(), outbox.outbox(),
                transfer.mails(), audit.audit(), clock);
        oversight = new OversightRoutes.Oversight(
                new Listings(database, clock), dossiers, withdrawal, extension, sharing, reminder, limit.throttle(),
                limit.limits());
        queueSearch = new QueueSearch(
                outbox.queue(), database, audit.audit(), limit.throttle(), limit.limits(),
                new Person.Pseudonym(platform.keys()));
    }

    public void mount(Router router, AccessWiring access) {
        new OversightRoutes(access.staff(), access.grants(), oversight, audit.audit()).mount(router);
        new BatchRoutes(access.staff(), database).mount(router);
        new QueueRoutes(access.staff(), outbox.queue(), queueSearch).mount(router);
    }
}
