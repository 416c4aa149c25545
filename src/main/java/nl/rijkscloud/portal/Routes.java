package nl.rijkscloud.portal;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.http.CookieGuard;
import nl.rijkscloud.http.LinksInPaths;
import nl.rijkscloud.http.OpenRequests;
import nl.rijkscloud.http.PeopleErrorPages;
import nl.rijkscloud.http.Problems;
import nl.rijkscloud.http.SameOrigin;
import nl.rijkscloud.http.UnreadBody;
import nl.rijkscloud.pages.WebPages;
import nl.rijkscloud.pages.WebPages.ApiDescription;
import nl.rijkscloud.sms.SmsWiring;

/** Every address of the portal. One router per event loop; the handlers hold no state of their own. */
final class Routes {
    private final Rooms rooms;
    private final WebPages pages;

    Routes(Rooms rooms, WebPages pages) {
        this.rooms = rooms;
        this.pages = pages;
    }

    /** Guards first, then what programs call, then pages. The first handler that fits a request gets it. */
    Router router(Vertx vertx) {
        var router = Router.router(vertx);
        router.route()
                .handler(new UnreadBody())
                .handler(new OpenRequests())
                .handler(pages.headers());
        rooms.platform.config().server().former().ifPresent(former -> router.route().handler(
                new FormerName(former, rooms.platform.clock(), pages.moved(), pages.notFound())));
        router.route()
                .handler(new MaintenanceGate(rooms.maintenance, rooms.restore::isHeld, pages.maintenance()::accept))
                .handler(new LinksInPaths(rooms.platform.metrics()))
                .handler(new CookieGuard());
        // Before the guard against other sites: the SMS provider is one; its signature lets it in, not a cookie.
        SmsWiring.mount(router, rooms.platform, rooms.limit); // sms/reports
        router.route("/api/*")
                .handler(new SameOrigin(rooms.platform.config().server().publicUrl()))
                .failureHandler(new PeopleErrorPages(pages.unavailable(), new Problems()));
        api(router);
        rooms.statement.mount(router); // the public keys that check statements
        pages.mount(router);
        router.errorHandler(404, forProgramsOr(pages.notFound()));
        router.errorHandler(405, forProgramsOr(pages.notFound()));
        router.errorHandler(500, forProgramsOr(new PeopleErrorPages(pages.unavailable(), pages.outOfOrder())));
        return router;
    }

    /**
     * The routes of each room below {@code /api}, with their main addresses; the rooms' own {@code XxxRoutes} have
     * every address.
     */
    private void api(Router router) {
        var access = rooms.access;
        rooms.networkTest.mount(router, access); // network-test
        rooms.submission.mount(router, access); // submissions
        rooms.opening.mount(router, access); // sessions, sessions/code
        rooms.download.mount(router, access); // transfer, documents, archive
        rooms.compose.mount(router, access); // transfer/message, transfer/submit
        rooms.phone.mount(router, access); // transfer/phone
        rooms.resume.mount(router, access); // transfer/chosen, uploads/:id/codes
        rooms.report.mount(router, access); // report, receipt
        rooms.signIn.mount(router, access, pages); // staff/sign-in, staff/code, staff/return, staff/me
        rooms.sending.mount(router, access); // staff/transfers/:id to change a draft or a recipient
        rooms.readOut.mount(router, access); // staff/transfers/:id/read-outs, staff/read-outs
        rooms.request.mount(router, access); // staff/requests, staff/addresses
        rooms.template.mount(router, access); // staff/templates
        rooms.contact.mount(router, access); // staff/contacts
        rooms.news.mount(router, access, rooms.limit); // staff/preferences/news
        rooms.triage.mount(router, access, rooms.limit); // staff/transfers/:id/read, claim, ...; staff/preferences
        rooms.oversight.mount(router, access); // staff/transfers to look, withdraw, extend and share; staff/queues
        rooms.scrub.mount(router, access); // staff/scrub
        rooms.privacy.mount(router, access); // staff/audit, staff/retention, staff/persons
        rooms.proof.mount(router, access); // statements/:hash, staff/destructions
        rooms.hold.mount(router, access); // staff/holds
        rooms.held.mount(router, access); // staff/held
        rooms.helpDesk.mount(router, access); // staff/helpdesk
        rooms.statistics.mount(router, access); // staff/statistics
        rooms.administration.mount(router, access); // staff/accounts, staff/departments, staff/settings
        router.get("/api/openapi.yaml").handler(new ApiDescription());
        rooms.upload.mount(router, access); // uploads
    }

    /** Programs get a problem, people a page that helps. */
    private static Handler<RoutingContext> forProgramsOr(Handler<RoutingContext> page) {
        var problems = new Problems();
        return ctx -> (ctx.request().path().startsWith("/api/") ? problems : page).handle(ctx);
    }
}
