package nl.rijkscloud.resume;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.UUID;
import nl.rijkscloud.access.Access;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.link.LinkKind;
import nl.rijkscloud.upload.UploadRegister;

/**
 * {@code POST /api/transfer/chosen/removal}: takes documents off the list by what the page calls them, whether they have begun or not. A creation that
 * is still on its way then finds that its document is not wanted.
 */
public final class RemoveDocuments implements Handler<RoutingContext> {
    private final Access access;
    private final UploadRegister register;

    public RemoveDocuments(Access access, UploadRegister register) {
        this.access = access;
        this.register = register;
    }

    @Override
    public void handle(RoutingContext ctx) {
        var body = Json.body(ctx);
        access.of(ctx, LinkKind.UPLOAD)
                .compose(grant -> register.announcements().remove(grant, clients(body)))
                .compose(done -> ctx.response().setStatusCode(204).end())
                .onFailure(ctx::fail);
    }

    private static List<UUID> clients(JsonObject body) {
        if (body.getValue("clients") instanceof JsonArray items) {
            return items.stream().map(ChosenDocuments::client).distinct().toList();
        }
        throw Json.invalid("clients", body.getValue("clients") == null ? "required" : "invalid");
    }
}
