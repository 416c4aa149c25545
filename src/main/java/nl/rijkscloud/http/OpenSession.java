package nl.rijkscloud.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import nl.rijkscloud.bus.Bus;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.limit.Throttle;
import nl.rijkscloud.link.LinkKind;
import nl.rijkscloud.link.OpenLink;
import nl.rijkscloud.link.Sessions;

/** {@code POST /api/sessions}: the page of a mailed link presents its two parts, once. */
final class OpenSession implements Handler<RoutingContext> {
    private static final int MAX_PART = 64;

    private final Bus bus;
    private final Sessions sessions;
    private final Throttle throttle;
    private final Limits limits;
    private final ClientAddress addresses;

    OpenSession(Bus bus, Sessions sessions, Throttle throttle, Limits limits, ClientAddress addresses) {
        this.bus = bus;
        this.sessions = sessions;
        this.throttle = throttle;
        this.limits = limits;
        this.addresses = addresses;
    }

    @Override
    public void handle(RoutingContext ctx) {
        var body = Json.body(ctx);
        var source = addresses.of(ctx.request());
        var question = new OpenLink(
                Json.text(body, "link", MAX_PART), Json.text(body, "secret", MAX_PART), SessionCookie.read(ctx), source);
        throttle.count(limits.linksFromSource(source))
                .compose(allowed -> bus.ask(OpenLink.TOPIC, question))
                .compose(opened -> needs(ctx, opened).onSuccess(needs -> {
                    SessionCookie.write(ctx, opened.session());
                    Json.answer(ctx, 200, new JsonObject()
                            .put("kind", opened.kind().name().toLowerCase(Locale.ROOT))
                            .put("transfer", opened.transfer().toString())
                            .put("language", opened.language())
                            .put("needs", needs));
                }))
                .onFailure(ctx::fail);
    }

    /** What is still missing before the link shows anything; null when nothing is. */
    private Future<String> needs(RoutingContext ctx, OpenLink.Opened opened) {
        return opened.kind() == LinkKind.DOWNLOAD
                ? sessions.staff(SessionCookie.read(ctx)).map(staff -> staff.isPresent() ? null : "sign-in")
                : Future.succeededFuture(null);
    }
}
