package nl.rijkscloud.download;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.access.GrantAccess;
import nl.rijkscloud.access.LinkAccess;
import nl.rijkscloud.compose.TransferReader;
import nl.rijkscloud.config.ScanSettings;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.link.LinkKind;

/**
 * The address at which the holder of a link reads their transfer: its sender while they add documents, or a recipient.
 */
final class TransferRoutes {
    private final LinkAccess links;
    private final GrantAccess access;
    private final TransferReader sent;
    private final ReceivedTransfers received;
    private final Downloads downloads;
    private final ScanSettings policy;

    TransferRoutes(
            LinkAccess links, GrantAccess access, TransferReader sent, ReceivedTransfers received,
            Downloads downloads, ScanSettings policy) {
        this.links = links;
        this.access = access;
        this.sent = sent;
        this.received = received;
        this.downloads = downloads;
        this.policy = policy;
    }

    public void mount(Router router) {
        router.get("/api/transfer").handler(this::read);
    }

    private void read(RoutingContext ctx) {
        links.of(ctx, LinkKind.UPLOAD, LinkKind.DOWNLOAD)
                .compose(grant -> read(ctx, grant))
                .onSuccess(json -> Json.answer(ctx, 200, json))
                .onFailure(ctx::fail);
    }

    private Future<JsonObject> read(RoutingContext ctx, Grant grant) {
        return grant.kind() == LinkKind.UPLOAD
                ? sent.read(grant)
                : access.of(ctx, grant).compose(this::readReceived);
    }

    private Future<JsonObject> readReceived(Grant grant) {
        return received.find(grant).compose(found -> downloads.recordOpening(grant, found.recipient())
                .compose(done -> received.findReceipts(grant))
                .map(receipts -> found.toJson(receipts, policy)));
    }
}
