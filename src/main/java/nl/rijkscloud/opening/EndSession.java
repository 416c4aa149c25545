package nl.rijkscloud.opening;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.access.SessionCookie;
import nl.rijkscloud.connection.ClientAddress;
import nl.rijkscloud.link.Sessions;

/** {@code DELETE /api/sessions}: signs out and forgets every link that was opened in this browser. */
public final class EndSession implements Handler<RoutingContext> {
    private final Sessions sessions;
    private final ClientAddress addresses;

    public EndSession(Sessions sessions, ClientAddress addresses) {
        this.sessions = sessions;
        this.addresses = addresses;
    }

    @Override
    public void handle(RoutingContext ctx) {
        sessions.end(SessionCookie.read(ctx), addresses.of(ctx.request()))
                .onSuccess(done -> {
                    SessionCookie.clear(ctx);
                    ctx.response().setStatusCode(204).end();
                })
                .onFailure(ctx::fail);
    }
}
