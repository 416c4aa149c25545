package nl.rijkscloud.upload;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.access.GrantAccess;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.document.DocumentEntry;
import nl.rijkscloud.http.Routing;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.link.LinkKind;

/**
 * The addresses of uploads, in the tus resumable upload protocol 1.0: {@code /api/uploads} creates a document (see
 * {@link UploadCreation}), and {@code /api/uploads/:id} receives its bytes, tells its offset and deletes it. One
 * instance serves all event loops.
 */
final class UploadRoutes {
    private static final String ONE = Tus.PATH + "/:id";

    private final GrantAccess access;
    private final UploadService uploads;
    private final UploadRegister register;
    private final Config.Documents limits;

    UploadRoutes(GrantAccess access, UploadService uploads, UploadRegister register, Config.Documents limits) {
        this.access = access;
        this.uploads = uploads;
        this.register = register;
        this.limits = limits;
    }

    public void mount(Router router) {
        router.route(Tus.PATH).handler(new Tus(limits));
        router.route(ONE).handler(new Tus(limits));
        router.post(Tus.PATH).handler(new UploadCreation(access, uploads, register));
        router.head(ONE).handler(this::tellOffset);
        router.patch(ONE).handler(this::append);
        router.post(ONE).handler(onlyInPlaceOfPatch(this::append));
        router.delete(ONE).handler(this::delete);
    }

    /** {@code PATCH}: adds the request's body to the document. The response names the offset that is synced to disk. */
    private void append(RoutingContext ctx) {
        if (!Tus.hasUploadBody(ctx.request())) {
            throw Failure.of(Failure.Kind.UNSUPPORTED, "unsupported-type", "Send " + Tus.CONTENT_TYPE + ".");
        }
        var context = Vertx.currentContext();
        var offset = Tus.requiredBytes(ctx.request(), Tus.OFFSET);
        var checksum = Tus.checksum(ctx.request());
        var body = UploadBody.of(ctx);
        access.of(ctx, LinkKind.UPLOAD, LinkKind.PHONE)
                .compose(grant -> {
                    var terms = register.terms(grant); // now: after the last byte the sender waits
                    return uploads.open(context, grant, Routing.pathId(ctx), offset, checksum)
                            .compose(sink -> body.pipeTo(sink).map(sink))
                            .compose(sink -> terms.map(known -> describe(ctx.response(), sink.offset(), known)));
                })
                .compose(response -> response.setStatusCode(204).end())
                .onFailure(ctx::fail);
    }

    /**
     * {@code POST} with {@code X-HTTP-Method-Override: PATCH}, as tus allows for clients whose HTTP library knows no
     * PATCH; Java's own is one. No other method can be asked for in this way: an append needs headers and a content
     * type that no form can send, but a deletion would need none.
     */
    private static Handler<RoutingContext> onlyInPlaceOfPatch(Handler<RoutingContext> patch) {
        return ctx -> {
            if ("PATCH".equals(ctx.request().getHeader("X-HTTP-Method-Override"))) {
                patch.handle(ctx);
            } else {
                ctx.fail(HttpResponseStatus.METHOD_NOT_ALLOWED.code());
            }
        };
    }

    /** {@code HEAD}: tells the client where to go on. */
    private void tellOffset(RoutingContext ctx) {
        access.of(ctx, LinkKind.UPLOAD, LinkKind.PHONE)
                .compose(grant -> uploads.find(grant, Routing.pathId(ctx)).compose(document -> register.terms(grant)
                        .compose(terms -> describe(ctx.response(), document.offset(), terms)
                        .putHeader("Cache-Control", "no-store")
                        .putHeader(Tus.LENGTH, Long.toString(document.length()))
                        .putHeader(Tus.METADATA, DocumentEntry.open(grant.manifestKey(), document).metadata())
                        .end())))
                .onFailure(ctx::fail);
    }

    /** {@code DELETE}: the sender takes a document out of the transfer. */
    private void delete(RoutingContext ctx) {
        access.of(ctx, LinkKind.UPLOAD)
                .compose(grant -> register.delete(grant, Routing.pathId(ctx)))
                .compose(done -> ctx.response().setStatusCode(204).end())
                .onFailure(ctx::fail);
    }

    /** Puts the document's committed offset and the end of its transfer into the response's headers. */
    private static HttpServerResponse describe(HttpServerResponse response, long offset, UploadRegister.Terms terms) {
        Tus.putExpiry(response.putHeader(Tus.OFFSET, Long.toString(offset)), terms.until());
        return response;
    }
}
