package nl.rijkscloud.submission;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.connection.ClientAddress;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.http.Routing;

/** The address at which an outsider begins to send documents. */
final class SubmissionRoutes {
    private final SubmissionService submissions;
    private final Config.Organisation organisation;
    private final ClientAddress addresses;

    SubmissionRoutes(SubmissionService submissions, Config.Organisation organisation, ClientAddress addresses) {
        this.submissions = submissions;
        this.organisation = organisation;
        this.addresses = addresses;
    }

    public void mount(Router router) {
        Routing.post(router, "/api/submissions", this::begin);
    }

    private void begin(RoutingContext ctx) {
        submissions.begin(Submission.read(Json.body(ctx), organisation, addresses.of(ctx.request())))
                .onSuccess(delay -> Json.answer(ctx, 202, json(delay)))
                .onFailure(ctx::fail);
    }

    /** Tells the page how many minutes the mail waits, rounded up so that it is not announced too early. */
    private static JsonObject json(Duration delay) {
        return delay.isZero()
                ? new JsonObject()
                : new JsonObject().put("delayed", delay.plusMinutes(1).minusNanos(1).toMinutes());
    }
}
