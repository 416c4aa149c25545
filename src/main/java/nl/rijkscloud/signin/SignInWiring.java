package nl.rijkscloud.signin;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.Optional;
import nl.rijkscloud.access.AccessWiring;
import nl.rijkscloud.audit.AuditWiring;
import nl.rijkscloud.code.CodeWiring;
import nl.rijkscloud.kernel.PeriodicTask;
import nl.rijkscloud.limit.LimitWiring;
import nl.rijkscloud.link.LinkWiring;
import nl.rijkscloud.pages.WebPages;
import nl.rijkscloud.platform.Platform;
import nl.rijkscloud.staff.AccountProvisioning;
import nl.rijkscloud.staff.StaffWiring;

/** Wires the sign-in of staff: a password and a code, or an identity provider. */
public final class SignInWiring {
    private final Platform platform;
    private final LimitWiring limit;
    private final StaffWiring staff;
    private final LinkWiring link;
    private final CodeWiring code;
    /** Empty where people sign in with a password. */
    private final Optional<OidcSignIn> oidc;
    private final Optional<BackChannelLogout> logout;

    public SignInWiring(
            Platform platform, LimitWiring limit, AuditWiring audit, StaffWiring staff, LinkWiring link,
            CodeWiring code) {
        this.platform = platform;
        this.limit = limit;
        this.staff = staff;
        this.link = link;
        this.code = code;
        var config = platform.config();
        var accounts = new AccountProvisioning(
                platform.database(), audit.audit(), config.organisation().domains(), platform.clock(), platform.bus());
        oidc = config.staff().oidc().map(provider -> new OidcSignIn(
                new IdentityProvider(platform.vertx(), provider, config.proxy(),
                        config.server().publicUrl().resolve(OidcSignIn.CALLBACK)),
                config.server().publicUrl(), accounts, platform.database(), audit.audit(),
                platform.random(), platform.clock()));
        logout = config.staff().oidc().map(provider -> new BackChannelLogout(
                new ProviderKeys(platform.vertx(), provider, config.proxy(), platform.clock()),
                provider, platform.database(), audit.audit(), platform.bus(), platform.clock()));
    }

    public List<PeriodicTask> chores() {
        return List.of(
                new PeriodicTask("sign-ins", pass -> oidc.map(OidcSignIn::clear).orElse(Future.succeededFuture())),
                new PeriodicTask("provider-logouts",
                        pass -> logout.map(BackChannelLogout::clear).orElse(Future.succeededFuture())));
    }

    public void mount(Router router, AccessWiring access, WebPages pages) {
        var config = platform.config().staff();
        var sessions = link.sessions();
        var addresses = access.addresses();
        new PasswordRoutes(code.signIns(), staff.staff(), sessions, addresses, config).mount(router);
        new ProviderRoutes(oidc, sessions, limit.throttle(), limit.limits(), addresses, pages.unavailable())
                .mount(router);
        new BackChannelLogoutRoutes(logout, limit.throttle(), limit.limits(), addresses).mount(router);
        new MemberRoutes(access.staff(), staff.staff(), sessions, oidc, addresses, config.signIn()).mount(router);
    }
}
