package nl.rijkscloud.sending;

import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import nl.rijkscloud.access.StaffAccess;
import nl.rijkscloud.compose.SubmitTransfer;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.staff.Role;
import nl.rijkscloud.transfer.Party;

/** {@code POST /api/staff/transfers}: somebody of the staff wants to send documents; the answer names the draft that uploads belong to. */
public final class BeginSending implements Handler<RoutingContext> {
    private final StaffAccess access;
    private final Drafts drafts;
    private final List<String> countries;

    public BeginSending(StaffAccess access, Drafts drafts, List<String> countries) {
        this.access = access;
        this.drafts = drafts;
        this.countries = countries;
    }

    @Override
    public void handle(RoutingContext ctx) {
        access.of(ctx, Role.MEDEWERKER)
                .compose(member -> {
                    var staff = member.staff();
                    var sender = new Party(staff.name(), staff.email(), Optional.empty(), Optional.empty());
                    return drafts.begin(new BeginDraft(staff.id(), member.source(), sender, draft(ctx, countries)));
                })
                .onSuccess(id -> Json.answer(ctx, 201, new JsonObject().put("id", id.toString())))
                .onFailure(ctx::fail);
    }

    /** What the body says of a draft: recipients, language, message. */
    static Draft draft(RoutingContext ctx, List<String> countries) {
        var body = Json.body(ctx);
        return DraftForm.check(body, SubmitTransfer.message(body), countries);
    }
}
