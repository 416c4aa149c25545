package nl.rijkscloud.request;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.UUID;
import nl.rijkscloud.access.StaffAccess;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.kernel.Bus;
import nl.rijkscloud.kernel.Source;
import nl.rijkscloud.staff.Role;

/**
 * {@code POST /api/staff/requests/csv}: the same for everybody in a list, all or nobody. With {@code ?check=true} nothing is sent: it answers who would be
 * asked, and all that is wrong. The list is a member of the JSON, because what goes with it is content, which has no place in an address.
 */
public final class AskMany implements Handler<RoutingContext> {
    private final StaffAccess access;
    private final Bus bus;
    private final RequestForm form;
    private final FamiliarAddresses addresses;

    public AskMany(StaffAccess access, Bus bus, RequestForm form, FamiliarAddresses addresses) {
        this.access = access;
        this.bus = bus;
        this.form = form;
        this.addresses = addresses;
    }

    @Override
    public void handle(RoutingContext ctx) {
        var check = ctx.queryParam("check").contains("true");
        access.of(ctx, Role.MEDEWERKER)
                .compose(member -> {
                    var list = form.many(Json.body(ctx), member.staff());
                    return check ? preview(list) : ask(list, member.source());
                })
                .onSuccess(json -> Json.answer(ctx, check ? 200 : 201, json))
                .onFailure(ctx::fail);
    }

    private Future<JsonObject> ask(RequestList list, Source source) {
        return bus.ask(RequestDocuments.TOPIC, list.whole().from(source))
                .map(ids -> new JsonObject().put("ids", new JsonArray(ids.stream().map(UUID::toString).toList())));
    }

    private Future<JsonObject> preview(RequestList list) {
        return addresses.look(list.asker().id(), list.rows().stream().map(row -> row.to().email()).toList())
                .map(looks -> new JsonObject().put("rows", rows(list.rows(), looks)).put("errors", new JsonArray(list.mistakes()))
                        .put("skipped", new JsonArray(list.skipped())));
    }

    private static JsonArray rows(List<RequestList.Row> rows, List<FamiliarAddresses.Look> looks) {
        var json = new JsonArray();
        for (var i = 0; i < rows.size(); i++) {
            json.add(CheckAddresses.json(looks.get(i))
                    .put("line", rows.get(i).line())
                    .put("name", rows.get(i).to().name())
                    .put("organisation", rows.get(i).to().organisation().orElse(null)));
        }
        return json;
    }
}
