package nl.rijkscloud.sending;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.access.StaffAccess;
import nl.rijkscloud.compose.SubmitService;
import nl.rijkscloud.compose.SubmitTransfer;
import nl.rijkscloud.compose.TransferJson;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.http.PathId;
import nl.rijkscloud.staff.Role;

/** {@code POST /api/staff/transfers/:id/send}: the draft goes out. Sent again, it tells what the first time did. */
public final class SendTransfer implements Handler<RoutingContext> {
    private final SubmitService submissions;
    private final StaffAccess access;
    private final Drafts drafts;

    public SendTransfer(SubmitService submissions, StaffAccess access, Drafts drafts) {
        this.submissions = submissions;
        this.access = access;
        this.drafts = drafts;
    }

    @Override
    public void handle(RoutingContext ctx) {
        access.of(ctx, Role.MEDEWERKER)
                .compose(member -> drafts
                        .grant(member.session(), member.staff().id(), PathId.of(ctx))
                        .map(grant -> grant.from(member.source())))
                .compose(grant -> submissions.submit(grant, SubmitTransfer.message(Json.body(ctx))))
                .onSuccess(sent -> Json.answer(ctx, 200, TransferJson.submitted(sent.transfer())))
                .onFailure(ctx::fail);
    }
}
