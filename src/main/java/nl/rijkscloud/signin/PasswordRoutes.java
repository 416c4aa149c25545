package nl.rijkscloud.signin;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.access.SessionCookie;
import nl.rijkscloud.code.OtpService;
import nl.rijkscloud.code.OtpService.SignInGuess;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.connection.ClientAddress;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.http.Routing;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.kernel.Source;
import nl.rijkscloud.link.Sessions;
import nl.rijkscloud.link.SignInOrigin;
import nl.rijkscloud.staff.Staff;
import nl.rijkscloud.staff.StaffService;
import nl.rijkscloud.vault.SessionSecret;

/**
 * The addresses at which staff sign in with a password, and then a code by text message. With an identity provider they
 * answer 404.
 */
final class PasswordRoutes {
    private static final int MAX_EMAIL = 320;
    private static final int MAX_PASSWORD = 128;
    private static final int MAX_CODE = 16;

    private final OtpService codes;
    private final StaffService staff;
    private final Sessions sessions;
    private final ClientAddress addresses;
    private final Config.Staff config;

    PasswordRoutes(
            OtpService codes, StaffService staff, Sessions sessions, ClientAddress addresses, Config.Staff config) {
        this.codes = codes;
        this.staff = staff;
        this.sessions = sessions;
        this.addresses = addresses;
        this.config = config;
    }

    public void mount(Router router) {
        Routing.post(router, "/api/staff/sign-in", unlessProvider(this::enterPassword));
        Routing.post(router, "/api/staff/code", unlessProvider(this::enterCode));
    }

    private Handler<RoutingContext> unlessProvider(Handler<RoutingContext> handler) {
        return config.signIn() == Config.SignIn.LOCAL ? handler : ctx -> ctx.fail(Failure.notFound());
    }

    /** The first step. It opens nothing yet. */
    private void enterPassword(RoutingContext ctx) {
        var body = Json.body(ctx);
        var email = Json.text(body, "email", MAX_EMAIL);
        var password = Json.text(body, "password", MAX_PASSWORD);
        staff.checkPassword(email, password, addresses.of(ctx.request()), BrowserCookie.read(ctx))
                .compose(person -> sendCode(ctx, person))
                .onSuccess(ending -> Json.answer(
                        ctx, 200, new JsonObject().put("needs", "code").put("numberEnding", ending)))
                .onFailure(ctx::fail);
    }

    /** Answers the last two digits of the number, so that people know which phone to look at. */
    private Future<String> sendCode(RoutingContext ctx, Staff person) {
        var mobile = person.mobile().orElseThrow(); // an account with a password has a number
        return sessions.renew(SessionCookie.read(ctx)).compose(session -> {
            SessionCookie.write(ctx, session);
            return codes.issue(session.id(), person.id(), mobile, Language.STAFF).map(mobile.ending());
        });
    }

    /** The second step. A right code signs in, and the session goes on under another cookie. */
    private void enterCode(RoutingContext ctx) {
        var code = Json.text(Json.body(ctx), "code", MAX_CODE).replace(" ", "");
        var session = SessionCookie.read(ctx);
        if (session.isEmpty()) {
            ctx.fail(unusable());
            return;
        }
        var source = addresses.of(ctx.request());
        var browser = BrowserCookie.read(ctx);
        codes.findOwner(session.get().id())
                .compose(owner -> owner.map(id -> staff.guessCode(id, source, browser).map(id))
                        .orElseGet(() -> Future.failedFuture(unusable())))
                .compose(owner -> codes.check(new SignInGuess(session.get().id(), owner, code, source)))
                .compose(staff::find)
                .compose(person -> person.isEmpty()
                        ? Future.failedFuture(unusable())
                        : signIn(ctx, session.get(), person.get(), source))
                .onSuccess(person -> Json.answer(
                        ctx, 200, new JsonObject().put("name", person.name()).put("email", person.email())))
                .onFailure(ctx::fail);
    }

    private Future<Staff> signIn(RoutingContext ctx, SessionSecret session, Staff person, Source source) {
        return staff.signedIn(person, BrowserCookie.read(ctx))
                .compose(browser -> sessions.signIn(session, person.id(), source, SignInOrigin.PASSWORD).map(next -> {
                    SessionCookie.write(ctx, next);
                    BrowserCookie.write(ctx, browser, config.attempts().browserLife());
                    return person;
                }));
    }

    private static Failure unusable() {
        return Failure.of(Failure.Kind.UNAUTHENTICATED, "code-unusable", "There is no code to check. Sign in again.");
    }
}
