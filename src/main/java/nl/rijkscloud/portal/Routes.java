package nl.rijkscloud.portal;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.access.GrantAccess;
import nl.rijkscloud.access.LinkAccess;
import nl.rijkscloud.access.StaffAccess;
import nl.rijkscloud.compose.ComposeRoutes;
import nl.rijkscloud.compose.TransferReader;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.connection.ClientAddress;
import nl.rijkscloud.download.DownloadRoutes;
import nl.rijkscloud.download.TransferRoutes;
import nl.rijkscloud.http.CookieGuard;
import nl.rijkscloud.http.LinksInPaths;
import nl.rijkscloud.http.OpenRequests;
import nl.rijkscloud.http.PeopleErrorPages;
import nl.rijkscloud.http.Problems;
import nl.rijkscloud.http.SameOrigin;
import nl.rijkscloud.http.UnreadBody;
import nl.rijkscloud.opening.CodeRoutes;
import nl.rijkscloud.opening.SessionRoutes;
import nl.rijkscloud.pages.ApiDescription;
import nl.rijkscloud.pages.WebPages;
import nl.rijkscloud.report.ReportRoutes;
import nl.rijkscloud.resume.ResumeRoutes;
import nl.rijkscloud.signin.MemberRoutes;
import nl.rijkscloud.signin.PasswordRoutes;
import nl.rijkscloud.signin.ProviderRoutes;
import nl.rijkscloud.sms.SmsReportRoutes;
import nl.rijkscloud.submission.SubmissionRoutes;
import nl.rijkscloud.transfer.CorrectionForm;
import nl.rijkscloud.upload.UploadRoutes;

/** Every address of the portal. One router per event loop; the handlers hold no state of their own. */
public final class Routes {
    private final Services services;
    private final WebPages pages;
    private final Config config;
    private final LinksInPaths linksInPaths;

    Routes(Services services, WebPages pages, Config config, LinksInPaths linksInPaths) {
        this.services = services;
        this.pages = pages;
        this.config = config;
        this.linksInPaths = linksInPaths;
    }

    Router router(Vertx vertx) {
        var router = Router.router(vertx);
        router.route().handler(new UnreadBody()).handler(new OpenRequests()).handler(pages.headers())
                .handler(linksInPaths).handler(new CookieGuard());
        smsReports(router);
        api(router);
        new UploadRoutes(access(), services.uploads(), services.register(), reader(), config.documents()).mount(router);
        pages.mount(router);
        router.errorHandler(404, forProgramsOr(pages.notFound()));
        router.errorHandler(405, forProgramsOr(pages.notFound()));
        router.errorHandler(500, forProgramsOr(new PeopleErrorPages(pages.unavailable(), pages.outOfOrder())));
        return router;
    }

    private void api(Router router) {
        var s = services;
        var access = access();
        var addresses = new ClientAddress(config.server().trustedProxies());
        var reader = reader();
        var corrections = new CorrectionForm(config);

        router.route("/api/*").handler(new SameOrigin(config.server().publicUrl()))
                .failureHandler(new PeopleErrorPages(pages.unavailable(), new Problems()));
        new SubmissionRoutes(s.submissions(), config.organisation(), addresses).mount(router);
        new SessionRoutes(
                s.links(), s.database(), s.recipients(), s.sessions(), s.codes(), s.throttle(), s.rush(), s.limits(),
                addresses).mount(router);
        new CodeRoutes(linkAccess(), s.database(), s.transfers(), s.recipients(), s.codes()).mount(router);
        new TransferRoutes(linkAccess(), access, reader, s.received(), s.downloads()).mount(router);
        new ComposeRoutes(access, linkAccess(), s.messages(), s.submit(), reader).mount(router);
        new ResumeRoutes(access, s.register(), s.uploads(), s.pieces(), s.running(),
                config.documents().maxPerTransfer())
                .mount(router);
        new DownloadRoutes(access, s.received(), s.downloads(), s.sender(), s.running()).mount(router);
        new ReportRoutes(
                access, StaffRoutes.own(s, staffAccess()), s.reports(), s.reissue(), s.correction(), corrections)
                .mount(router);
        new PasswordRoutes(s.otp(), s.staff(), s.sessions(), addresses, config.staff()).mount(router);
        new ProviderRoutes(s.oidc(), s.sessions(), s.throttle(), s.limits(), addresses, pages.unavailable())
                .mount(router);
        new MemberRoutes(staffAccess(), s.staff(), s.sessions(), s.oidc(), addresses, config.staff().signIn())
                .mount(router);
        new StaffRoutes(s, access, staffAccess(), config, corrections).mount(router);
        router.get("/api/openapi.yaml").handler(new ApiDescription());
    }

    /** Before the guard against other sites: the SMS provider is one; its signature lets it in, not a cookie. */
    private void smsReports(Router router) {
        services.smsReports().ifPresent(reports -> new SmsReportRoutes(
                reports, services.throttle(), services.limits(), new ClientAddress(config.server().trustedProxies()))
                .mount(router));
    }

    private GrantAccess access() {
        return new GrantAccess(linkAccess(), services.database(), services.recipients(), services.staff(),
                services.audit());
    }

    private LinkAccess linkAccess() {
        return new LinkAccess(
                services.database(), services.sessions(), services.documents(), services.staff(), services.drafts(),
                new ClientAddress(config.server().trustedProxies()));
    }

    private StaffAccess staffAccess() {
        return new StaffAccess(
                services.sessions(), services.staff(), new ClientAddress(config.server().trustedProxies()),
                services.audit());
    }

    private TransferReader reader() {
        return new TransferReader(
                services.database(), services.transfers(), services.documents(), services.recipients(),
                services.requests(), services.seal(), config);
    }

    /** Programs get a problem, people a page that helps. */
    private static Handler<RoutingContext> forProgramsOr(Handler<RoutingContext> page) {
        var problems = new Problems();
        return ctx -> (ctx.request().path().startsWith("/api/") ? problems : page).handle(ctx);
    }
}
