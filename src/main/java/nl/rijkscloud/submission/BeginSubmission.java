package nl.rijkscloud.submission;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.connection.ClientAddress;
import nl.rijkscloud.http.Json;

/** {@code POST /api/submissions}: somebody fills in who they are and whom they want to send to. */
public final class BeginSubmission implements Handler<RoutingContext> {
    private final SubmissionService submissions;
    private final Config.Organisation organisation;
    private final ClientAddress addresses;

    public BeginSubmission(SubmissionService submissions, Config.Organisation organisation, ClientAddress addresses) {
        this.submissions = submissions;
        this.organisation = organisation;
        this.addresses = addresses;
    }

    @Override
    public void handle(RoutingContext ctx) {
        var submission = SubmissionForm.check(Json.body(ctx), organisation, addresses.of(ctx.request()));
        submissions.begin(submission)
                .onSuccess(delay -> Json.answer(ctx, 202, delay.isZero() ? new JsonObject() : new JsonObject().put("delayed", minutes(delay))))
                .onFailure(ctx::fail);
    }

    /** Rounded up: the mail comes then, and not before it. */
    private static long minutes(Duration delay) {
        return delay.plusMinutes(1).minusNanos(1).toMinutes();
    }
}
