package nl.rijkscloud.opening;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import nl.rijkscloud.access.SessionCookie;
import nl.rijkscloud.code.RecipientCodeService;
import nl.rijkscloud.connection.ClientAddress;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.http.Routing;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.limit.Limits;
import nl.rijkscloud.limit.MailPacing;
import nl.rijkscloud.limit.Throttle;
import nl.rijkscloud.link.LinkKind;
import nl.rijkscloud.link.LinkService;
import nl.rijkscloud.link.LinkService.OpenedLink;
import nl.rijkscloud.link.LinkService.PresentedLink;
import nl.rijkscloud.link.Sessions;
import nl.rijkscloud.transfer.Recipient;
import nl.rijkscloud.transfer.RecipientStore;
import org.jspecify.annotations.Nullable;

/** The addresses at which a browser opens a mailed link and forgets all that it has opened. */
final class SessionRoutes {
    private static final int MAX_PART = 64;

    private final LinkService links;
    private final Database database;
    private final RecipientStore recipients;
    private final Sessions sessions;
    private final RecipientCodeService codes;
    private final Throttle throttle;
    private final MailPacing pacing;
    private final Limits limits;
    private final ClientAddress addresses;
    private final Counter refused;

    SessionRoutes(
            LinkService links, Database database, RecipientStore recipients, Sessions sessions,
            RecipientCodeService codes,
            Throttle throttle, MailPacing pacing, Limits limits, ClientAddress addresses,
            MeterRegistry metrics) {
        this.links = links;
        this.database = database;
        this.recipients = recipients;
        this.sessions = sessions;
        this.codes = codes;
        this.throttle = throttle;
        this.pacing = pacing;
        this.limits = limits;
        this.addresses = addresses;
        this.refused = Counter.builder("rijkscloud.links.refused")
                .description("Links that were presented and do not work, or do not work any more").register(metrics);
    }

    public void mount(Router router) {
        Routing.post(router, "/api/sessions", this::open);
        router.delete("/api/sessions").handler(this::end);
    }

    /** The page of a mailed link presents the two parts of its address, once. */
    private void open(RoutingContext ctx) {
        var body = Json.body(ctx);
        var source = addresses.of(ctx.request());
        var presented = new PresentedLink(
                Json.text(body, "link", MAX_PART), Json.text(body, "secret", MAX_PART), SessionCookie.read(ctx),
                source);
        throttle.count(limits.linksFromSource(source))
                .compose(allowed -> links.open(presented).onFailure(this::count))
                .compose(opened -> pacing.markFamiliar(source).map(opened))
                .compose(opened -> needs(opened).onSuccess(needs -> {
                    SessionCookie.write(ctx, opened.session());
                    Json.answer(ctx, 200, new JsonObject()
                            .put("kind", opened.kind().sql())
                            .put("transfer", opened.transfer().toString())
                            .put("language", opened.language().code())
                            .mergeIn(needs));
                }))
                .onFailure(ctx::fail);
    }

    private void count(Throwable cause) {
        if (cause instanceof Failure failure && failure.kind() == Failure.Kind.NOT_FOUND) {
            refused.increment();
        }
    }

    /**
     * Tells what the link still needs before it shows anything: nothing, a sign-in, or a code, with the code's status.
     */
    private Future<JsonObject> needs(OpenedLink opened) {
        if (opened.recipient().isEmpty()) {
            return Future.succeededFuture(missing(null));
        }
        return recipients.find(database.client(), opened.recipient().get()).compose(found -> {
            var recipient = found.orElseThrow(Failure::notFound);
            return recipient.outsider()
                    ? sessions.findGrant(Optional.of(opened.session()), opened.transfer(), LinkKind.DOWNLOAD)
                            .compose(grant -> grant.codeGiven()
                                    ? Future.succeededFuture(missing(null))
                                    : code(recipient))
                    : sessions.findStaff(Optional.of(opened.session()))
                            .map(staff -> missing(staff.isPresent() ? null : "sign-in"));
        });
    }

    private Future<JsonObject> code(Recipient recipient) {
        return codes.findStatus(recipient.id())
                .map(status -> missing("code").mergeIn(CodeRoutes.json(recipient.mobile(), status)));
    }

    private static JsonObject missing(@Nullable String what) {
        return new JsonObject().put("needs", what);
    }

    /** Signs out, and forgets every link that was opened in this browser. */
    private void end(RoutingContext ctx) {
        sessions.end(SessionCookie.read(ctx), addresses.of(ctx.request()))
                .onSuccess(done -> {
                    SessionCookie.clear(ctx);
                    ctx.response().setStatusCode(204).end();
                })
                .onFailure(ctx::fail);
    }
}
