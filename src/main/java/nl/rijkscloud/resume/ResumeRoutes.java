package nl.rijkscloud.resume;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import nl.rijkscloud.access.Access;
import nl.rijkscloud.document.ClientId;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.http.Routing;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.link.LinkKind;
import nl.rijkscloud.transfer.ActiveStreams;
import nl.rijkscloud.upload.Announcements.Choice;
import nl.rijkscloud.upload.Announcements.Refused;
import nl.rijkscloud.upload.UploadMetadata;
import nl.rijkscloud.upload.UploadRegister;
import nl.rijkscloud.upload.UploadService;

/**
 * The addresses that let a page go on after it was closed or its connection broke: the list of chosen documents ({@code
 * /api/transfer/chosen}), and the codes by which a browser finds out which pieces of a file the server has ({@link
 * PieceCodesHandler}).
 */
final class ResumeRoutes {
    /** Bytes of JSON that one document of the list may take. */
    private static final long BYTES_PER_DOCUMENT = 2048;

    private static final int MAX_PATH = 4096;

    private final Access access;
    private final UploadRegister register;
    private final PieceCodesHandler codes;
    private final long listLimit;

    /** @param maxDocuments that one transfer may have */
    ResumeRoutes(
            Access access, UploadRegister register, UploadService uploads, StoredPieces pieces, ActiveStreams streams,
            int maxDocuments) {
        this.access = access;
        this.register = register;
        this.codes = new PieceCodesHandler(access, uploads, pieces, streams);
        this.listLimit = maxDocuments * BYTES_PER_DOCUMENT + Routing.JSON_LIMIT;
    }

    public void mount(Router router) {
        Routing.post(router, "/api/transfer/chosen", listLimit, this::announce);
        Routing.post(router, "/api/transfer/chosen/removal", listLimit, this::remove);
        Routing.post(router, "/api/uploads/:id/codes", codes);
    }

    /**
     * {@code POST /api/transfer/chosen}: receives the whole list of documents that a sender has chosen, before any of
     * them is uploaded. A name that is refused does not stop the others.
     */
    private void announce(RoutingContext ctx) {
        var body = Json.body(ctx);
        access.of(ctx, LinkKind.UPLOAD)
                .compose(grant -> announce(grant, Json.array(body, "documents")))
                .onSuccess(refused -> Json.answer(ctx, 200, new JsonObject().put("refused", json(refused))))
                .onFailure(ctx::fail);
    }

    private Future<List<Refused>> announce(Grant grant, List<JsonObject> items) {
        var refused = new ArrayList<Refused>();
        var choices = new ArrayList<Choice>();
        for (var item : items) {
            var client = client(item.getValue("client"));
            var length = length(item);
            try {
                choices.add(new Choice(client, UploadMetadata.filename(Json.text(item, "name", MAX_PATH)), length));
            } catch (Failure badName) {
                refused.add(new Refused(client, "invalid"));
            }
        }
        return register.announcements().announce(grant, choices).map(more -> {
            refused.addAll(more);
            return refused;
        });
    }

    /**
     * {@code POST /api/transfer/chosen/removal}: removes documents from the list by the ids that the page gave them,
     * whether or not their upload has begun. A creation that is still running then finds its document removed.
     */
    private void remove(RoutingContext ctx) {
        var body = Json.body(ctx);
        access.of(ctx, LinkKind.UPLOAD)
                .compose(grant -> register.announcements().remove(grant, clients(body)))
                .compose(done -> ctx.response().setStatusCode(204).end())
                .onFailure(ctx::fail);
    }

    private static List<UUID> clients(JsonObject body) {
        if (body.getValue("clients") instanceof JsonArray items) {
            return items.stream().map(ResumeRoutes::client).distinct().toList();
        }
        throw Json.invalid("clients", body.getValue("clients") == null ? "required" : "invalid");
    }

    private static UUID client(Object value) {
        return ClientId.of(value instanceof String text ? text : "")
                .orElseThrow(() -> Json.invalid("client", "invalid"));
    }

    private static long length(JsonObject item) {
        if (item.getValue("size") instanceof Number size && size.longValue() >= 0
                && size.doubleValue() == size.longValue()) {
            return size.longValue();
        }
        throw Json.invalid("size", "invalid");
    }

    private static JsonArray json(List<Refused> refused) {
        return new JsonArray(refused.stream()
                .map(one -> new JsonObject().put("client", ClientId.text(one.client())).put("code", one.code()))
                .toList());
    }
}
