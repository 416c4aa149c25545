package nl.rijkscloud.http;

import static nl.rijkscloud.http.Routes.post;
import static nl.rijkscloud.http.Routes.put;

import io.vertx.ext.web.Router;

/** The addresses below {@code /api/staff}: for employees, after their sign-in. */
final class StaffRoutes {
    private final Services services;
    private final StaffAccess access;

    StaffRoutes(Services services, StaffAccess access) {
        this.services = services;
        this.access = access;
    }

    void mount(Router router) {
        var s = services;
        post(router, "/api/staff/transfers", new BeginSending(s.bus(), access));
        put(router, "/api/staff/transfers/:id", new SaveSending(s.bus(), access, s.drafts()));
        post(router, "/api/staff/transfers/:id/send", new SendTransfer(s.bus(), access, s.drafts()));
    }
}
