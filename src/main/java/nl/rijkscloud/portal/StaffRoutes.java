package nl.rijkscloud.portal;

import static nl.rijkscloud.http.Routing.post;

import io.vertx.ext.web.Router;
import nl.rijkscloud.access.GrantAccess;
import nl.rijkscloud.access.OwnTransferAccess;
import nl.rijkscloud.access.StaffAccess;
import nl.rijkscloud.audit.AuditReader;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.oversight.ListTransfers;
import nl.rijkscloud.oversight.QueueAct;
import nl.rijkscloud.oversight.ReadDossier;
import nl.rijkscloud.oversight.ReadQueue;
import nl.rijkscloud.oversight.SharingAccess;
import nl.rijkscloud.oversight.StaffAct;
import nl.rijkscloud.oversight.TransferActs;
import nl.rijkscloud.oversight.ViewerAccess;
import nl.rijkscloud.privacy.AuditAccess;
import nl.rijkscloud.privacy.ExportAudit;
import nl.rijkscloud.privacy.PersonJson;
import nl.rijkscloud.privacy.PersonRequest;
import nl.rijkscloud.privacy.ReadAudit;
import nl.rijkscloud.privacy.ReadRetention;
import nl.rijkscloud.request.RequestRoutes;
import nl.rijkscloud.sending.SendingRoutes;
import nl.rijkscloud.transfer.CorrectionForm;

/** The addresses below {@code /api/staff}: for employees, after their sign-in. */
final class StaffRoutes {
    private final Services services;
    private final GrantAccess grants;
    private final StaffAccess access;
    private final Config config;
    private final CorrectionForm corrections;

    StaffRoutes(Services services, GrantAccess grants, StaffAccess access, Config config, CorrectionForm corrections) {
        this.services = services;
        this.grants = grants;
        this.access = access;
        this.config = config;
        this.corrections = corrections;
    }

    void mount(Router router) {
        var s = services;
        new SendingRoutes(
                access, own(s, access), s.drafts(), s.submit(), s.recipientChanges(), corrections, config.codes().countries()).mount(router);
        new RequestRoutes(access, s.asking(), s.database(), config, s.clock()).mount(router);
        transfers(router);
        queues(router);
        audit(router);
        privacy(router);
    }

    private void transfers(Router router) {
        var oversight = services.oversight();
        var viewers = new ViewerAccess(access, services.staff());
        var sharing = new SharingAccess(grants, oversight.dossiers(), services.audit());
        var acts = new TransferActs(oversight, sharing);
        router.get("/api/staff/transfers").handler(new ListTransfers(viewers, oversight.listings(), services.audit()));
        router.get("/api/staff/transfers/:id").handler(new ReadDossier(viewers, grants, oversight.dossiers()));
        post(router, "/api/staff/transfers/:id/withdraw", new StaffAct(viewers, acts.withdraw()));
        post(router, "/api/staff/transfers/:id/extend", new StaffAct(viewers, acts.extend()));
        post(router, "/api/staff/transfers/:id/share", new StaffAct(viewers, acts.share()));
        post(router, "/api/staff/transfers/:id/resend", new StaffAct(viewers, acts.resend()));
    }

    private void queues(Router router) {
        var queue = services.oversight().queue();
        router.get("/api/staff/queues").handler(new ReadQueue(access, queue));
        post(router, "/api/staff/queues/:id/retry", new QueueAct(access, (letter, by) -> queue.retry(letter, by)));
        post(router, "/api/staff/queues/:id/drop", new QueueAct(access, (letter, by) -> queue.drop(letter, by)));
    }

    private void audit(Router router) {
        var request = new AuditAccess(access, services.audit());
        var reader = new AuditReader(services.database());
        router.get("/api/staff/audit").handler(new ReadAudit(request, reader));
        router.get("/api/staff/audit/export").handler(new ExportAudit(request, reader));
    }

    private void privacy(Router router) {
        var persons = services.persons();
        router.get("/api/staff/retention").handler(new ReadRetention(access, services.retention()));
        post(router, "/api/staff/persons", new PersonRequest(
                access, (by, person, after) -> persons.find(by, person).map(traces -> PersonJson.of(person, traces))));
        post(router, "/api/staff/persons/transfers", new PersonRequest(
                access, (by, person, after) -> persons.transfers(by, person, after).map(PersonJson::transfers)));
        post(router, "/api/staff/persons/letters", new PersonRequest(
                access, (by, person, after) -> persons.letters(by, person, after).map(PersonJson::letters)));
    }

    static OwnTransferAccess own(Services s, StaffAccess access) {
        return new OwnTransferAccess(access, s.staff(), s.database(), s.transfers());
    }
}
