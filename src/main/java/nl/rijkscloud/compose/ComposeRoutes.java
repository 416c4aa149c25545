package nl.rijkscloud.compose;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.access.Access;
import nl.rijkscloud.access.LinkAccess;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.http.Routing;
import nl.rijkscloud.link.LinkKind;
import nl.rijkscloud.transfer.Message;

/** The addresses of the page on which a sender types a message and presses "Verstuur document(en)". */
final class ComposeRoutes {
    /** Bytes: a message, and the reasons for 50 items of a checklist. */
    private static final long MAX_BODY = 160 << 10;

    private final Access access;
    private final LinkAccess links;
    private final TypedMessages messages;
    private final SubmitService submissions;
    private final TransferReader reader;

    ComposeRoutes(
            Access access, LinkAccess links, TypedMessages messages, SubmitService submissions, TransferReader reader) {
        this.access = access;
        this.links = links;
        this.messages = messages;
        this.submissions = submissions;
        this.reader = reader;
    }

    public void mount(Router router) {
        Routing.put(router, "/api/transfer/message", MAX_BODY, this::saveMessage);
        Routing.post(router, "/api/transfer/submit", MAX_BODY, this::submit);
    }

    /**
     * {@code PUT /api/transfer/message}: saves the message that the sender has typed so far, in place of the one
     * before.
     */
    private void saveMessage(RoutingContext ctx) {
        var message = Message.read(Json.body(ctx));
        access.of(ctx, LinkKind.UPLOAD)
                .compose(grant -> messages.save(grant, message))
                .compose(done -> ctx.response().setStatusCode(204).end())
                .onFailure(ctx::fail);
    }

    /**
     * {@code POST /api/transfer/submit}: Verstuur. It also accepts a dead grant, so that a second click gets the same
     * answer as the first.
     */
    private void submit(RoutingContext ctx) {
        var message = Message.read(Json.body(ctx));
        links.of(ctx, LinkKind.UPLOAD)
                .compose(grant -> submissions.submit(grant, message))
                .compose(sent -> reader.submitted(sent.transfer(), sent.next())
                        .map(json -> json.put("receipt", sent.receipt().orElse(null))))
                .onSuccess(json -> Json.answer(ctx, 200, json))
                .onFailure(ctx::fail);
    }
}
