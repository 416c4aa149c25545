package nl.rijkscloud.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.bus.Bus;
import nl.rijkscloud.failure.Failure;
import nl.rijkscloud.link.Sessions;
import nl.rijkscloud.otp.CheckCode;
import nl.rijkscloud.staff.StaffService;

/** {@code POST /api/staff/code}: the second step. A right code signs in, and the session goes on under another cookie. */
final class EnterCode implements Handler<RoutingContext> {
    private static final int MAX_CODE = 16;

    private final Bus bus;
    private final StaffService staff;
    private final Sessions sessions;
    private final ClientAddress addresses;

    EnterCode(Bus bus, StaffService staff, Sessions sessions, ClientAddress addresses) {
        this.bus = bus;
        this.staff = staff;
        this.sessions = sessions;
        this.addresses = addresses;
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
        bus.ask(CheckCode.CHECK_CODE, new CheckCode(session.get().id(), code, source))
                .compose(staff::find)
                .compose(person -> person.isEmpty()
                        ? Future.failedFuture(unusable())
                        : sessions.signIn(session.get(), person.get().id(), source).map(next -> {
                            SessionCookie.write(ctx, next);
                            return person.get();
                        }))
                .onSuccess(person -> Json.answer(
                        ctx, 200, new JsonObject().put("name", person.name()).put("email", person.email())))
                .onFailure(ctx::fail);
    }

    private static Failure unusable() {
        return Failure.of(Failure.Kind.UNAUTHENTICATED, "code-unusable", "There is no code to check. Sign in again.");
    }
}
