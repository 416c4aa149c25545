package nl.rijkscloud.signin;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.access.SessionCookie;
import nl.rijkscloud.code.OtpService;
import nl.rijkscloud.connection.ClientAddress;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.kernel.Language;
import nl.rijkscloud.link.Sessions;
import nl.rijkscloud.staff.Staff;
import nl.rijkscloud.staff.StaffService;

/** {@code POST /api/staff/sign-in}: the first step, with a password. It opens nothing yet; a code follows by text message. */
public final class SignIn implements Handler<RoutingContext> {
    private static final int MAX_EMAIL = 320;
    private static final int MAX_PASSWORD = 128;

    private final OtpService codes;
    private final StaffService staff;
    private final Sessions sessions;
    private final ClientAddress addresses;

    public SignIn(OtpService codes, StaffService staff, Sessions sessions, ClientAddress addresses) {
        this.codes = codes;
        this.staff = staff;
        this.sessions = sessions;
        this.addresses = addresses;
    }

    @Override
    public void handle(RoutingContext ctx) {
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
        var mobile = person.mobile().orElseThrow(); // whoever has a password has a number
        return sessions.renewed(SessionCookie.read(ctx)).compose(session -> {
            SessionCookie.write(ctx, session);
            return codes.issue(session.id(), person.id(), mobile, Language.STAFF).map(mobile.ending());
        });
    }
}
