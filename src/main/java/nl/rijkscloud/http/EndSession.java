package nl.rijkscloud.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.link.Sessions;

/** {@code DELETE /api/sessions}: signs out and forgets every link that was opened in this browser. */
final class EndSession implements Handler<RoutingContext> {
    private final Sessions sessions;
    private final ClientAddress addresses;

    EndSession(Sessions sessions, ClientAddress addresses) {
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
