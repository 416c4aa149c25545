package nl.rijkscloud.http;

import static nl.rijkscloud.http.Routes.post;

import io.vertx.ext.web.Router;

/** The addresses below {@code /api/staff}: for employees, after their sign-in. */
final class StaffRoutes {
    /** A list of 256 KiB, quoted as JSON, and what is the same for all in it. */
    private static final long LIST_LIMIT = 640 << 10;

    private final Services services;
    private final ClientAddress addresses;

    StaffRoutes(Services services, ClientAddress addresses) {
        this.services = services;
        this.addresses = addresses;
    }

    void mount(Router router) {
        var s = services;
        var access = new StaffAccess(s.sessions(), s.staff());
        post(router, "/api/staff/sign-in", new SignIn(s.bus(), s.staff(), s.sessions(), addresses));
        post(router, "/api/staff/code", new EnterCode(s.bus(), s.staff(), s.sessions()));
        post(router, "/api/staff/requests", new AskForDocuments(access, s.bus(), s.requestForm()));
        post(router, "/api/staff/requests/csv", LIST_LIMIT, new AskMany(access, s.bus(), s.requestForm(), s.addresses()));
        post(router, "/api/staff/requests/:id/resend", new ResendUploadLink(access, s.bus()));
        post(router, "/api/staff/addresses/check", new CheckAddresses(access, s.addresses()));
    }
}
