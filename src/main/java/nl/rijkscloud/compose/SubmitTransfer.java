package nl.rijkscloud.compose;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.access.LinkAccess;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.link.LinkKind;
import nl.rijkscloud.transfer.Message;
import nl.rijkscloud.typed.TypedText;

/** {@code POST /api/transfer/submit}: "Verstuur document(en)". A dead grant gets in too, so that a second click hears what the first one did. */
public final class SubmitTransfer implements Handler<RoutingContext> {
    private final SubmitService submissions;
    private final LinkAccess links;
    private final TransferReader reader;

    public SubmitTransfer(SubmitService submissions, LinkAccess links, TransferReader reader) {
        this.submissions = submissions;
        this.links = links;
        this.reader = reader;
    }

    @Override
    public void handle(RoutingContext ctx) {
        var message = message(Json.body(ctx));
        links.of(ctx, LinkKind.UPLOAD)
                .compose(grant -> submissions.submit(grant, message))
                .compose(sent -> reader.submitted(sent.transfer()).map(json -> RequestJson.withNext(json, sent.next())))
                .onSuccess(json -> Json.answer(ctx, 200, json))
                .onFailure(ctx::fail);
    }

    public static Message message(JsonObject body) {
        return new Message(
                TypedText.line(Json.text(body, "subject", Message.MAX_SUBJECT)),
                TypedText.line(Json.text(body, "reference", Message.MAX_REFERENCE)),
                TypedText.prose(Json.text(body, "text", Message.MAX_TEXT)));
    }
}
