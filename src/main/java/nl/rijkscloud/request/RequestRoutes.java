package nl.rijkscloud.request;

import static nl.rijkscloud.http.Routing.post;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.UUID;
import nl.rijkscloud.access.StaffAccess;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.http.Routing;
import nl.rijkscloud.kernel.Source;
import nl.rijkscloud.platform.Platform;
import nl.rijkscloud.staff.Role;
import nl.rijkscloud.typed.EmailAddress;

/** The addresses by which staff ask outsiders for documents. */
final class RequestRoutes {
    /** Bytes: a list of 256 KiB, quoted as JSON, and the fields that all rows share. */
    private static final long MAX_LIST_BODY = 640 << 10;
    /** Bytes: an explanation, and 50 items with theirs. */
    private static final long MAX_BODY = 128 << 10;
    private static final int MAX_CHECKED_ADDRESSES = 500;
    private static final int MAX_ADDRESS_LENGTH = 320;

    private final StaffAccess access;
    private final RequestService requests;
    private final RequestForm form;
    private final FamiliarAddresses addresses;

    RequestRoutes(StaffAccess access, RequestService requests, Platform platform) {
        this.access = access;
        this.requests = requests;
        this.form = new RequestForm(platform.config(), platform.clock());
        this.addresses = new FamiliarAddresses(platform.database());
    }

    public void mount(Router router) {
        post(router, "/api/staff/requests", MAX_BODY, this::askOne);
        post(router, "/api/staff/requests/csv", MAX_LIST_BODY, this::askMany);
        post(router, "/api/staff/requests/:id/resend", this::resend);
        post(router, "/api/staff/addresses/check", this::checkAddresses);
    }

    /** Asks one outsider. */
    private void askOne(RoutingContext ctx) {
        access.of(ctx, Role.MEDEWERKER)
                .compose(member -> requests.ask(form.readOne(Json.body(ctx), member.staff()).from(member.source())))
                .onSuccess(ids -> Json.answer(ctx, 201, new JsonObject().put("id", ids.getFirst().toString())))
                .onFailure(ctx::fail);
    }

    /**
     * Asks everybody in a list, all or nobody. With {@code ?check=true} it sends nothing, and answers the outsiders and
     * every mistake in the list. The list is a member of the JSON body, because its content must not be in a URL.
     */
    private void askMany(RoutingContext ctx) {
        var check = ctx.queryParam("check").contains("true");
        access.of(ctx, Role.MEDEWERKER)
                .compose(member -> {
                    var list = form.readList(Json.body(ctx), member.staff());
                    return check ? preview(list) : askAll(list, member.source());
                })
                .onSuccess(json -> Json.answer(ctx, check ? 200 : 201, json))
                .onFailure(ctx::fail);
    }

    private Future<JsonObject> askAll(RequestList list, Source source) {
        var form = list.refuseMistakes().from(source);
        return requests.ask(form).map(ids -> new JsonObject()
                .put("ids", new JsonArray(ids.stream().map(UUID::toString).toList()))
                .put("batch", form.batch().orElseThrow().toString()));
    }

    private Future<JsonObject> preview(RequestList list) {
        return addresses.compare(list.asker().id(), list.rows().stream().map(row -> row.to().email()).toList())
                .map(familiarities -> new JsonObject()
                        .put("rows", rows(list.rows(), familiarities))
                        .put("errors", new JsonArray(list.mistakes()))
                        .put("skipped", new JsonArray(list.skipped())));
    }

    private static JsonArray rows(List<RequestList.Row> rows, List<FamiliarAddresses.Familiarity> familiarities) {
        var json = new JsonArray();
        for (var i = 0; i < rows.size(); i++) {
            json.add(json(familiarities.get(i))
                    .put("line", rows.get(i).line())
                    .put("name", rows.get(i).to().name())
                    .put("organisation", rows.get(i).to().organisation().orElse(null)));
        }
        return json;
    }

    /** Mails the outsider a new upload link, where the server has the transfer's key or may make one. */
    private void resend(RoutingContext ctx) {
        access.of(ctx, Role.MEDEWERKER)
                .compose(member -> {
                    Json.body(ctx); // it is empty, but requiring JSON keeps out forms of other sites
                    return requests.resend(member, Routing.pathId(ctx));
                })
                .compose(done -> ctx.response().setStatusCode(202).end())
                .onFailure(ctx::fail);
    }

    /** Tells for each address whether this person has written to it before, for the check before something is sent. */
    private void checkAddresses(RoutingContext ctx) {
        access.of(ctx, Role.MEDEWERKER)
                .compose(member -> addresses.compare(member.staff().id(), emails(Json.body(ctx))))
                .onSuccess(familiarities -> Json.answer(ctx, 200, new JsonObject()
                        .put("addresses", new JsonArray(familiarities.stream().map(RequestRoutes::json).toList()))))
                .onFailure(ctx::fail);
    }

    private static List<String> emails(JsonObject body) {
        if (!(body.getValue("emails") instanceof JsonArray array) || array.size() > MAX_CHECKED_ADDRESSES
                || !array.stream()
                        .allMatch(item -> item instanceof String text && text.length() <= MAX_ADDRESS_LENGTH)) {
            throw Json.invalid("emails", "invalid");
        }
        return array.stream()
                .map(String.class::cast)
                .map(typed -> EmailAddress.read(typed).found().orElse(typed))
                .toList();
    }

    private static JsonObject json(FamiliarAddresses.Familiarity familiarity) {
        return new JsonObject()
                .put("email", familiarity.email())
                .put("known", familiarity.known())
                .put("similarTo", familiarity.similarTo().orElse(null));
    }
}
