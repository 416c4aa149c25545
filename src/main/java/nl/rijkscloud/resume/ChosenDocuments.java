package nl.rijkscloud.resume;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import nl.rijkscloud.access.Access;
import nl.rijkscloud.document.ClientId;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.link.LinkKind;
import nl.rijkscloud.upload.Announcements.Choice;
import nl.rijkscloud.upload.Announcements.Refused;
import nl.rijkscloud.upload.UploadMetadata;
import nl.rijkscloud.upload.UploadRegister;

/** {@code POST /api/transfer/chosen}: the whole list of what somebody has chosen, before any of it begins. One bad name does not hold up the others. */
public final class ChosenDocuments implements Handler<RoutingContext> {
    /** Bytes of JSON that one of them may take. */
    public static final long MOST_EACH = 2048;

    private static final int PATH = 4096;

    private final Access access;
    private final UploadRegister register;

    public ChosenDocuments(Access access, UploadRegister register) {
        this.access = access;
        this.register = register;
    }

    @Override
    public void handle(RoutingContext ctx) {
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
                choices.add(new Choice(client, UploadMetadata.filename(Json.text(item, "name", PATH)), length));
            } catch (Failure badName) {
                refused.add(new Refused(client, "invalid"));
            }
        }
        return register.announcements().announce(grant, choices).map(more -> {
            refused.addAll(more);
            return refused;
        });
    }

    static UUID client(Object value) {
        return ClientId.of(value instanceof String text ? text : "").orElseThrow(() -> Json.invalid("client", "invalid"));
    }

    private static long length(JsonObject item) {
        if (item.getValue("size") instanceof Number size && size.longValue() >= 0 && size.doubleValue() == size.longValue()) {
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
