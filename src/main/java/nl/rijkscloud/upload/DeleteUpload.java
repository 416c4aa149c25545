package nl.rijkscloud.upload;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.access.Access;
import nl.rijkscloud.http.PathId;
import nl.rijkscloud.link.LinkKind;

/** {@code DELETE /api/uploads/:id}: the sender takes a document out again. */
public final class DeleteUpload implements Handler<RoutingContext> {
    private final Access access;
    private final UploadRegister register;

    public DeleteUpload(Access access, UploadRegister register) {
        this.access = access;
        this.register = register;
    }

    @Override
    public void handle(RoutingContext ctx) {
        access.of(ctx, LinkKind.UPLOAD)
                .compose(grant -> register.delete(grant, PathId.of(ctx)))
                .compose(done -> ctx.response().setStatusCode(204).end())
                .onFailure(ctx::fail);
    }
}
