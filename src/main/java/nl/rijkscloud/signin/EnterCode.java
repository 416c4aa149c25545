package nl.rijkscloud.signin;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import nl.rijkscloud.access.SessionCookie;
import nl.rijkscloud.code.SignInGuess;
import nl.rijkscloud.code.OtpService;
import nl.rijkscloud.connection.ClientAddress;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.Source;
import nl.rijkscloud.link.Sessions;
import nl.rijkscloud.staff.Staff;
import nl.rijkscloud.staff.StaffService;
import nl.rijkscloud.vault.SessionSecret;

/** {@code POST /api/staff/code}: the second step. A right code signs in, and the session goes on under another cookie. */
public final class EnterCode implements Handler<RoutingContext> {
    private static final int MAX_CODE = 16;

    private final OtpService codes;
    private final StaffService staff;
    private final Sessions sessions;
    private final ClientAddress addresses;
    private final Duration browserLife;

    /** @param browserLife how long a browser is known after this */
    public EnterCode(OtpService codes, StaffService staff, Sessions sessions, ClientAddress addresses, Duration browserLife) {
        this.codes = codes;
        this.staff = staff;
        this.sessions = sessions;
        this.addresses = addresses;
        this.browserLife = browserLife;
    }

    @Override
    public void handle(RoutingContext ctx) {
        var code = Json.text(Json.body(ctx), "code", MAX_CODE).replace(" ", "");
        var session = SessionCookie.read(ctx);
        if (session.isEmpty()) {
            ctx.fail(unusable());
            return;
        }
        var source = addresses.of(ctx.request());
        var browser = BrowserCookie.read(ctx);
        codes.findOwner(session.get().id())
                .compose(owner -> owner.map(id -> staff.guessCode(id, source, browser).map(id)).orElseGet(() -> Future.failedFuture(unusable())))
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
                .compose(browser -> sessions.signIn(session, person.id(), source).map(next -> {
                    SessionCookie.write(ctx, next);
                    BrowserCookie.write(ctx, browser, browserLife);
                    return person;
                }));
    }

    private static Failure unusable() {
        return Failure.of(Failure.Kind.UNAUTHENTICATED, "code-unusable", "There is no code to check. Sign in again.");
    }
}
