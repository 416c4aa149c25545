package nl.rijkscloud.oversight;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.http.PathId;

/** {@code GET /api/staff/transfers/:id}: everything about one transfer, as far as no key is needed or a link has been opened. */
public final class ReadDossier implements Handler<RoutingContext> {
    private final Viewers viewers;
    private final StaffGrant grants;
    private final Dossiers dossiers;

    public ReadDossier(Viewers viewers, StaffGrant grants, Dossiers dossiers) {
        this.viewers = viewers;
        this.grants = grants;
        this.dossiers = dossiers;
    }

    @Override
    public void handle(RoutingContext ctx) {
        viewers.of(ctx)
                .compose(viewer -> grants.reading(ctx, PathId.of(ctx)).compose(grant -> dossiers.read(viewer, PathId.of(ctx), grant)))
                .onSuccess(dossier -> Json.answer(ctx, 200, DossierJson.whole(dossier)))
                .onFailure(ctx::fail);
    }
}
