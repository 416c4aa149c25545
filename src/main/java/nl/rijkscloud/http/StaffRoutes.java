package nl.rijkscloud.http;

import static nl.rijkscloud.http.Routes.post;
import static nl.rijkscloud.http.Routes.put;

import io.vertx.ext.web.Router;
import java.util.List;
import nl.rijkscloud.transfer.CorrectionForm;

/** The addresses below {@code /api/staff}: for employees, after their sign-in. */
final class StaffRoutes {
    /** A list of 256 KiB, quoted as JSON, and what is the same for all in it. */
    private static final long LIST_LIMIT = 640 << 10;

    private final Services services;
    private final StaffAccess access;
    private final List<String> countries;
    private final CorrectionForm corrections;

    /** @param countries whose mobile numbers get codes */
    StaffRoutes(Services services, StaffAccess access, List<String> countries, CorrectionForm corrections) {
        this.services = services;
        this.access = access;
        this.countries = countries;
        this.corrections = corrections;
    }

    void mount(Router router) {
        var s = services;
        post(router, "/api/staff/transfers", new BeginSending(s.bus(), access, countries));
        put(router, "/api/staff/transfers/:id", new SaveSending(s.bus(), access, s.drafts(), countries));
        post(router, "/api/staff/transfers/:id/send", new SendTransfer(s.bus(), access, s.drafts()));
        post(router, "/api/staff/transfers/:id/recipient", new CorrectNumber(own(s), s.recipientChanges(), corrections));
        post(router, "/api/staff/transfers/:id/unlock", new UnlockCode(own(s), s.recipientChanges()));
        post(router, "/api/staff/requests", new AskForDocuments(access, s.bus(), s.requestForm()));
        post(router, "/api/staff/requests/csv", LIST_LIMIT, new AskMany(access, s.bus(), s.requestForm(), s.addresses()));
        post(router, "/api/staff/requests/:id/resend", new ResendUploadLink(access, s.bus()));
        post(router, "/api/staff/addresses/check", new CheckAddresses(access, s.addresses()));
    }

    static OwnTransfer own(Services s) {
        return new OwnTransfer(new StaffAccess(s.sessions(), s.staff()), s.staff(), s.database(), s.transfers());
    }
}
