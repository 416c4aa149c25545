package nl.rijkscloud.http;

import static nl.rijkscloud.http.Routes.post;

import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.failure.Failure;

/** The addresses below {@code /api/staff}: for employees, after their sign-in. */
final class StaffRoutes {
    private final Services services;
    private final GrantAccess access;
    private final ClientAddress addresses;
    private final Config.SignIn signIn;

    StaffRoutes(Services services, GrantAccess access, ClientAddress addresses, Config.SignIn signIn) {
        this.services = services;
        this.access = access;
        this.addresses = addresses;
        this.signIn = signIn;
    }

    void mount(Router router) {
        var s = services;
        post(router, "/api/staff/sign-in", unlessProvider(new SignIn(s.bus(), s.staff(), s.sessions(), addresses)));
        post(router, "/api/staff/code", unlessProvider(new EnterCode(s.bus(), s.staff(), s.sessions())));
        post(router, "/api/staff/return", new ArriveFromProvider(s.oidc(), s.sessions(), s.throttle(), s.limits(), addresses));
        post(router, "/api/staff/sign-out", new SignOut(s.sessions(), s.oidc()));
        router.get("/api/staff/me").handler(new ReadMember(staff(), s.staff(), signIn));
        transfers(router);
        queues(router);
    }

    private void transfers(Router router) {
        var oversight = services.oversight();
        var viewers = new Viewers(staff(), services.staff());
        var grants = new StaffGrant(access, oversight.dossiers());
        var acts = new TransferActs(oversight, grants);
        router.get("/api/staff/transfers").handler(new ListTransfers(viewers, oversight.listings()));
        router.get("/api/staff/transfers/:id").handler(new ReadDossier(viewers, grants, oversight.dossiers()));
        post(router, "/api/staff/transfers/:id/withdraw", new StaffAct(viewers, acts.withdraw()));
        post(router, "/api/staff/transfers/:id/extend", new StaffAct(viewers, acts.extend()));
        post(router, "/api/staff/transfers/:id/share", new StaffAct(viewers, acts.share()));
        post(router, "/api/staff/transfers/:id/resend", new StaffAct(viewers, acts.resend()));
    }

    private void queues(Router router) {
        var queue = services.oversight().queue();
        router.get("/api/staff/queues").handler(new ReadQueue(staff(), queue));
        post(router, "/api/staff/queues/:id/retry", new QueueAct(staff(), (letter, person) -> queue.retry(letter)));
        post(router, "/api/staff/queues/:id/drop", new QueueAct(staff(), (letter, person) -> queue.drop(letter, person)));
    }

    /** Local passwords open nothing where a provider decides who comes in. */
    private Handler<RoutingContext> unlessProvider(Handler<RoutingContext> handler) {
        return signIn == Config.SignIn.LOCAL ? handler : ctx -> ctx.fail(Failure.notFound());
    }

    private StaffAccess staff() {
        return new StaffAccess(services.sessions(), services.staff());
    }
}
