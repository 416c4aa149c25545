package nl.rijkscloud.oversight;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.access.GrantAccess;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.http.PathId;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.link.LinkKind;

/** {@code GET /api/staff/transfers/:id}: everything about one transfer, as far as no key is needed or a link has been opened. */
public final class ReadDossier implements Handler<RoutingContext> {
    private final ViewerAccess viewers;
    private final GrantAccess grants;
    private final Dossiers dossiers;

    public ReadDossier(ViewerAccess viewers, GrantAccess grants, Dossiers dossiers) {
        this.viewers = viewers;
        this.grants = grants;
        this.dossiers = dossiers;
    }

    @Override
    public void handle(RoutingContext ctx) {
        viewers.of(ctx)
                .compose(viewer -> readable(ctx, PathId.of(ctx)).compose(grant -> dossiers.read(viewer, PathId.of(ctx), grant)))
                .onSuccess(dossier -> Json.answer(ctx, 200, DossierJson.whole(dossier)))
                .onFailure(ctx::fail);
    }

    /** A grant that shows names and message, if this browser has one. */
    private Future<Optional<Grant>> readable(RoutingContext ctx, UUID transfer) {
        return grants.find(ctx, transfer, LinkKind.DOWNLOAD).compose(found -> found.isPresent()
                ? Future.succeededFuture(found)
                : grants.find(ctx, transfer, LinkKind.REPORT));
    }
}
