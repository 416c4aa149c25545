package nl.rijkscloud.http;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.bus.Bus;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.transfer.Submission;
import nl.rijkscloud.transfer.SubmissionForm;

/** {@code POST /api/submissions}: somebody fills in who they are and whom they want to send to. */
final class BeginSubmission implements Handler<RoutingContext> {
    private final Bus bus;
    private final Config.Organisation organisation;
    private final ClientAddress addresses;

    BeginSubmission(Bus bus, Config.Organisation organisation, ClientAddress addresses) {
        this.bus = bus;
        this.organisation = organisation;
        this.addresses = addresses;
    }

    @Override
    public void handle(RoutingContext ctx) {
        var submission = SubmissionForm.check(Json.body(ctx), organisation, addresses.of(ctx.request()));
        bus.ask(Submission.TOPIC, submission)
                .onSuccess(done -> Json.answer(ctx, 202, new JsonObject()))
                .onFailure(ctx::fail);
    }
}
