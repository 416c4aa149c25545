package nl.rijkscloud.upload;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.access.GrantAccess;
import nl.rijkscloud.document.Document;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.link.LinkKind;
import nl.rijkscloud.upload.UploadRegister.NewUpload;

/**
 * {@code POST /api/uploads}: creates a document, and takes its first bytes if the request brings any. An empty document
 * is complete at once. The metadata name the transfer, or else the query does. A client that gave the document an id of
 * its own may repeat the request: the response is the same, and bytes that the server has already are not taken again.
 */
final class UploadCreation implements Handler<RoutingContext> {
    /** Puts offset and expiry of a document into a response. */
    interface Description {
        Future<Document> put(HttpServerResponse response, Grant grant, UUID id);
    }

    private final GrantAccess access;
    private final UploadService uploads;
    private final UploadRegister register;
    private final Description description;

    UploadCreation(GrantAccess access, UploadService uploads, UploadRegister register, Description description) {
        this.access = access;
        this.uploads = uploads;
        this.register = register;
        this.description = description;
    }

    @Override
    public void handle(RoutingContext ctx) {
        var context = Vertx.currentContext();
        var metadata = UploadMetadata.parse(ctx.request().getHeader(Tus.METADATA));
        var length = Tus.requiredBytes(ctx.request(), Tus.LENGTH);
        var upload = new NewUpload(length, metadata.filename(), metadata.text(), metadata.client());
        var checksum = Tus.checksum(ctx.request());
        var body = UploadBody.of(ctx);
        metadata.transfer().map(transfer -> access.of(ctx, transfer, LinkKind.UPLOAD))
                .orElseGet(() -> access.of(ctx, LinkKind.UPLOAD))
                .compose(grant -> register.create(grant, upload)
                        .compose(made -> receive(ctx, body, context, grant, made, upload, checksum).map(made.id()))
                        .compose(id -> description.put(ctx.response(), grant, id)))
                .compose(document -> ctx.response().setStatusCode(201)
                        .putHeader("Location", Tus.PATH + "/" + document.id()).end())
                .onFailure(ctx::fail);
    }

    private Future<Void> receive(
            RoutingContext ctx, UploadBody body, Context context, Grant grant, UploadRegister.Made made,
            NewUpload upload, Optional<Checksum> checksum) {
        if (made.offset() > 0 || upload.length() > 0 && !Tus.hasUploadBody(ctx.request())) {
            return Future.succeededFuture();
        }
        return uploads.open(context, grant, made.id(), 0, checksum)
                .compose(body::pipeTo, why -> made.again() ? skipIfAhead(why) : Future.failedFuture(why))
                .recover(failure -> isUseless(failure, upload)
                        ? register.delete(grant, made.id()).transform(deleted -> Future.failedFuture(failure))
                        : Future.failedFuture(failure));
    }

    /** An earlier request got further than the row said when this one looked: the response then tells how far. */
    private static Future<Void> skipIfAhead(Throwable why) {
        return why instanceof Failure failure && failure.code().equals("offset-mismatch")
                ? Future.succeededFuture()
                : Future.failedFuture(why);
    }

    /**
     * True for a document without bytes whose address the client never learns, since the response is a failure. It
     * would only be in the sender's way. A document with an id of the client can be asked for again.
     */
    private static boolean isUseless(Throwable failure, NewUpload upload) {
        return upload.client().isEmpty() && failure instanceof Failure known && known.kind() == Failure.Kind.CHECKSUM;
    }
}
