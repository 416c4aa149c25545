package nl.rijkscloud.portal;

import static nl.rijkscloud.http.Routing.post;
import static nl.rijkscloud.http.Routing.put;

import io.vertx.ext.web.Router;
import java.util.List;
import nl.rijkscloud.access.GrantAccess;
import nl.rijkscloud.access.OwnTransfer;
import nl.rijkscloud.access.StaffAccess;
import nl.rijkscloud.audit.AuditReader;
import nl.rijkscloud.oversight.ListTransfers;
import nl.rijkscloud.oversight.QueueAct;
import nl.rijkscloud.oversight.ReadDossier;
import nl.rijkscloud.oversight.ReadQueue;
import nl.rijkscloud.oversight.StaffAct;
import nl.rijkscloud.oversight.StaffGrant;
import nl.rijkscloud.oversight.TransferActs;
import nl.rijkscloud.oversight.Viewers;
import nl.rijkscloud.privacy.AuditRequest;
import nl.rijkscloud.privacy.ExportAudit;
import nl.rijkscloud.privacy.PersonJson;
import nl.rijkscloud.privacy.PersonRequest;
import nl.rijkscloud.privacy.ReadAudit;
import nl.rijkscloud.privacy.ReadRetention;
import nl.rijkscloud.request.AskForDocuments;
import nl.rijkscloud.request.AskMany;
import nl.rijkscloud.request.CheckAddresses;
import nl.rijkscloud.request.ResendUploadLink;
import nl.rijkscloud.sending.BeginSending;
import nl.rijkscloud.sending.CorrectNumber;
import nl.rijkscloud.sending.SaveSending;
import nl.rijkscloud.sending.SendTransfer;
import nl.rijkscloud.sending.UnlockCode;
import nl.rijkscloud.transfer.CorrectionForm;

/** The addresses below {@code /api/staff}: for employees, after their sign-in. */
final class StaffRoutes {
    /** A list of 256 KiB, quoted as JSON, and what is the same for all in it. */
    private static final long LIST_LIMIT = 640 << 10;

    private final Services services;
    private final GrantAccess grants;
    private final StaffAccess access;
    private final List<String> countries;
    private final CorrectionForm corrections;

    /** @param countries whose mobile numbers get codes */
    StaffRoutes(
            Services services, GrantAccess grants, StaffAccess access, List<String> countries, CorrectionForm corrections) {
        this.services = services;
        this.grants = grants;
        this.access = access;
        this.countries = countries;
        this.corrections = corrections;
    }

    void mount(Router router) {
        sendings(router);
        requests(router);
        transfers(router);
        queues(router);
        audit(router);
        privacy(router);
    }

    private void sendings(Router router) {
        var s = services;
        post(router, "/api/staff/transfers", new BeginSending(access, s.drafts(), countries));
        put(router, "/api/staff/transfers/:id", new SaveSending(access, s.drafts(), countries));
        post(router, "/api/staff/transfers/:id/send", new SendTransfer(s.submit(), access, s.drafts()));
        post(router, "/api/staff/transfers/:id/recipient", new CorrectNumber(own(s, access), s.recipientChanges(), corrections));
        post(router, "/api/staff/transfers/:id/unlock", new UnlockCode(own(s, access), s.recipientChanges()));
    }

    private void requests(Router router) {
        var s = services;
        post(router, "/api/staff/requests", new AskForDocuments(access, s.bus(), s.requestForm()));
        post(router, "/api/staff/requests/csv", LIST_LIMIT, new AskMany(access, s.bus(), s.requestForm(), s.addresses()));
        post(router, "/api/staff/requests/:id/resend", new ResendUploadLink(access, s.bus()));
        post(router, "/api/staff/addresses/check", new CheckAddresses(access, s.addresses()));
    }

    private void transfers(Router router) {
        var oversight = services.oversight();
        var viewers = new Viewers(access, services.staff());
        var present = new StaffGrant(grants, oversight.dossiers(), services.audit());
        var acts = new TransferActs(oversight, present);
        router.get("/api/staff/transfers").handler(new ListTransfers(viewers, oversight.listings(), services.audit()));
        router.get("/api/staff/transfers/:id").handler(new ReadDossier(viewers, present, oversight.dossiers()));
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
        var request = new AuditRequest(access, services.audit());
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

    static OwnTransfer own(Services s, StaffAccess access) {
        return new OwnTransfer(access, s.staff(), s.database(), s.transfers());
    }
}
