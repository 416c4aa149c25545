package nl.rijkscloud.download;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.access.GrantAccess;
import nl.rijkscloud.access.LinkAccess;
import nl.rijkscloud.compose.TransferReader;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.link.LinkKind;

/** {@code GET /api/transfer}: the transfer as whoever opened the link may see it. */
public final class ReadTransfer implements Handler<RoutingContext> {
    private final LinkAccess links;
    private final GrantAccess access;
    private final TransferReader sent;
    private final ReceivedPage received;

    public ReadTransfer(LinkAccess links, GrantAccess access, TransferReader sent, ReceivedPage received) {
        this.links = links;
        this.access = access;
        this.sent = sent;
        this.received = received;
    }

    @Override
    public void handle(RoutingContext ctx) {
        links.of(ctx, LinkKind.UPLOAD, LinkKind.DOWNLOAD)
                .compose(grant -> read(ctx, grant))
                .onSuccess(json -> Json.answer(ctx, 200, json))
                .onFailure(ctx::fail);
    }

    private Future<JsonObject> read(RoutingContext ctx, Grant grant) {
        return grant.kind() == LinkKind.UPLOAD
                ? sent.read(grant)
                : access.of(ctx, grant.transfer(), LinkKind.DOWNLOAD).compose(received::read);
    }
}
