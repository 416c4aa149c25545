package nl.rijkscloud.http;

import static nl.rijkscloud.http.Routes.post;

import io.vertx.ext.web.Router;
import nl.rijkscloud.transfer.CorrectionForm;

/** The addresses below {@code /api/staff}: for employees, after their sign-in. */
final class StaffRoutes {
    private final Services services;
    private final ClientAddress addresses;
    private final CorrectionForm corrections;

    StaffRoutes(Services services, ClientAddress addresses, CorrectionForm corrections) {
        this.services = services;
        this.addresses = addresses;
        this.corrections = corrections;
    }

    void mount(Router router) {
        var s = services;
        post(router, "/api/staff/sign-in", new SignIn(s.bus(), s.staff(), s.sessions(), addresses));
        post(router, "/api/staff/code", new EnterCode(s.bus(), s.staff(), s.sessions()));
        post(router, "/api/staff/transfers/:id/recipient", new CorrectNumber(own(s), s.recipientChanges(), corrections));
        post(router, "/api/staff/transfers/:id/unlock", new UnlockCode(own(s), s.recipientChanges()));
    }

    static OwnTransfer own(Services s) {
        return new OwnTransfer(new StaffAccess(s.sessions(), s.staff()), s.staff(), s.database(), s.transfers());
    }
}
