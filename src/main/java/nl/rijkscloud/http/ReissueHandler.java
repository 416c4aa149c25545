package nl.rijkscloud.http;

import io.vertx.core.Handler;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Base64;
import nl.rijkscloud.failure.Failure;
import nl.rijkscloud.link.LinkKind;
import nl.rijkscloud.report.Reissue;

/** {@code POST /api/report/reissue}; wants a body handler before it. The secret in the body belongs to the report link of the session. */
final class ReissueHandler implements Handler<RoutingContext> {
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final Access access;
    private final Reissue reissue;

    ReissueHandler(Access access, Reissue reissue) {
        this.access = access;
        this.reissue = reissue;
    }

    @Override
    public void handle(RoutingContext ctx) {
        access.of(ctx, LinkKind.REPORT)
                .compose(grant -> reissue.reissue(TEXT.encodeToString(grant.link()), secret(ctx)))
                .compose(done -> ctx.response().setStatusCode(202).end())
                .onFailure(ctx::fail);
    }

    private static String secret(RoutingContext ctx) {
        try {
            if (ctx.body().asJsonObject() instanceof JsonObject body && body.getValue("secret") instanceof String secret) {
                return secret;
            }
        } catch (DecodeException | ClassCastException notAnObject) {
            // the same answer as to an object without a secret
        }
        throw Failure.of(Failure.Kind.MALFORMED, "malformed", "The body must be an object with the secret of the report link.");
    }
}
