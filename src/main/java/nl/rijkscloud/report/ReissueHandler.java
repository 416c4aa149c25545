package nl.rijkscloud.report;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.access.Access;
import nl.rijkscloud.http.Json;
import nl.rijkscloud.kernel.Base64Url;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.link.LinkKind;

/** {@code POST /api/report/reissue}: a recipient gets a fresh link. The secret in the body belongs to the report link of the session. */
public final class ReissueHandler implements Handler<RoutingContext> {
    /** More than a secret has, and more than enough. */
    static final int MOST = 64;

    private final Access access;
    private final LinkReissue reissue;

    public ReissueHandler(Access access, LinkReissue reissue) {
        this.access = access;
        this.reissue = reissue;
    }

    @Override
    public void handle(RoutingContext ctx) {
        access.of(ctx, LinkKind.REPORT)
                .compose(grant -> reissue.reissue(
                        grant.actor(), link(grant), Json.text(Json.body(ctx), "secret", MOST),
                        Json.id(Json.body(ctx), "recipient")))
                .compose(done -> ctx.response().setStatusCode(202).end())
                .onFailure(ctx::fail);
    }

    /** The link's part of its address. */
    static String link(Grant grant) {
        return grant.link().map(Base64Url::text).orElseThrow();
    }
}
