package nl.rijkscloud.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import nl.rijkscloud.bus.Bus;
import nl.rijkscloud.staff.Role;
import nl.rijkscloud.transfer.Drafts;
import nl.rijkscloud.transfer.SaveDraft;

/** {@code PUT /api/staff/transfers/:id}: recipients, language and message of a draft; all of it takes the place of what was there. */
final class SaveSending implements Handler<RoutingContext> {
    private final Bus bus;
    private final StaffAccess access;
    private final Drafts drafts;
    private final List<String> countries;

    SaveSending(Bus bus, StaffAccess access, Drafts drafts, List<String> countries) {
        this.bus = bus;
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
                .compose(grant -> bus.ask(SaveDraft.TOPIC, new SaveDraft(grant, BeginSending.draft(ctx, countries))))
                .compose(done -> ctx.response().setStatusCode(204).end())
                .onFailure(ctx::fail);
    }
}
