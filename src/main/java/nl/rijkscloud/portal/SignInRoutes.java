package nl.rijkscloud.portal;

import static nl.rijkscloud.http.Routing.post;
import static nl.rijkscloud.http.Routing.read;

import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.access.StaffAccess;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.connection.ClientAddress;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.pages.WebPages;
import nl.rijkscloud.signin.ArriveFromProvider;
import nl.rijkscloud.signin.DepartToProvider;
import nl.rijkscloud.signin.EnterCode;
import nl.rijkscloud.signin.ReadMember;
import nl.rijkscloud.signin.SignIn;
import nl.rijkscloud.signin.SignOut;

/** The addresses by which employees get in and out. Either the portal itself asks for password and code, or an identity provider does. */
final class SignInRoutes {
    private final Services services;
    private final WebPages pages;
    private final Config.Staff config;
    private final ClientAddress addresses;
    private final StaffAccess access;

    SignInRoutes(Services services, WebPages pages, Config.Staff config, ClientAddress addresses, StaffAccess access) {
        this.services = services;
        this.pages = pages;
        this.config = config;
        this.addresses = addresses;
        this.access = access;
    }

    /** Before the pages: with a provider, the page to sign in on is the provider's. */
    void mount(Router router) {
        var s = services;
        post(router, "/api/staff/sign-in", unlessProvider(new SignIn(s.otp(), s.staff(), s.sessions(), addresses)));
        post(router, "/api/staff/code", unlessProvider(new EnterCode(
                s.otp(), s.staff(), s.sessions(), addresses, config.attempts().browserLife())));
        post(router, "/api/staff/return", new ArriveFromProvider(s.oidc(), s.sessions(), s.throttle(), s.limits(), addresses));
        post(router, "/api/staff/sign-out", new SignOut(s.sessions(), s.staff(), s.oidc(), addresses));
        router.get("/api/staff/me").handler(new ReadMember(access, s.staff(), config.signIn()));
        if (config.signIn() == Config.SignIn.OIDC) {
            read(router, "/inspectie/aanmelden", new DepartToProvider(s.oidc().orElseThrow(), pages.unavailable()));
        }
    }

    /** Local passwords open nothing where a provider decides who comes in. */
    private Handler<RoutingContext> unlessProvider(Handler<RoutingContext> handler) {
        return config.signIn() == Config.SignIn.LOCAL ? handler : ctx -> ctx.fail(Failure.notFound());
    }
}
