package nl.rijkscloud.request;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.access.Access;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.http.Routing;
import nl.rijkscloud.link.LinkKind;

/** {@code POST /api/transfer/answer}: an outsider who has received documents sends documents back. */
final class AnswerRoutes {
    private final Access access;
    private final AnswerBack answers;

    AnswerRoutes(Access access, AnswerBack answers) {
        this.access = access;
        this.answers = answers;
    }

    public void mount(Router router) {
        Routing.post(router, "/api/transfer/answer", this::begin);
    }

    private void begin(RoutingContext ctx) {
        access.of(ctx, LinkKind.DOWNLOAD)
                .compose(grant -> {
                    Json.body(ctx); // it is empty, but requiring JSON keeps out forms of other sites
                    return answers.begin(grant);
                })
                .onSuccess(link -> Json.answer(ctx, 201, new JsonObject().put("link", link)))
                .onFailure(ctx::fail);
    }
}
