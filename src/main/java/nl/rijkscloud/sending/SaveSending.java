package nl.rijkscloud.sending;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import nl.rijkscloud.access.StaffAccess;
import nl.rijkscloud.http.PathId;
import nl.rijkscloud.staff.Role;

/** {@code PUT /api/staff/transfers/:id}: recipients, language and message of a draft; all of it takes the place of what was there. */
public final class SaveSending implements Handler<RoutingContext> {
    private final StaffAccess access;
    private final Drafts drafts;
    private final List<String> countries;

    public SaveSending(StaffAccess access, Drafts drafts, List<String> countries) {
        this.access = access;
        this.drafts = drafts;
        this.countries = countries;
    }

    @Override
    public void handle(RoutingContext ctx) {
        access.of(ctx, Role.MEDEWERKER)
                .compose(member -> drafts
                        .grant(member.session(), member.staff().id(), PathId.of(ctx))
                        .map(grant -> grant.from(member.source())))
                .compose(grant -> drafts.save(new SaveDraft(grant, BeginSending.draft(ctx, countries))))
                .compose(done -> ctx.response().setStatusCode(204).end())
                .onFailure(ctx::fail);
    }
}
