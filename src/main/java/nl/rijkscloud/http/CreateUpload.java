package nl.rijkscloud.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.failure.Failure;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.link.LinkKind;
import nl.rijkscloud.upload.Checksum;
import nl.rijkscloud.upload.NewUpload;
import nl.rijkscloud.upload.UploadRegister;
import nl.rijkscloud.upload.UploadService;

/**
 * {@code POST /api/uploads}: a document is announced, perhaps with its first bytes. An empty one is complete at once. The metadata name its transfer,
 * or else the query.
 */
final class CreateUpload implements Handler<RoutingContext> {
    private final GrantAccess access;
    private final UploadRegister register;
    private final UploadService uploads;
    private final TransferReader transfers;

    CreateUpload(GrantAccess access, UploadRegister register, UploadService uploads, TransferReader transfers) {
        this.access = access;
        this.register = register;
        this.uploads = uploads;
        this.transfers = transfers;
    }

    @Override
    public void handle(RoutingContext ctx) {
        var context = Vertx.currentContext();
        var metadata = UploadMetadata.parse(ctx.request().getHeader(Tus.METADATA));
        var length = Tus.requiredBytes(ctx.request(), Tus.LENGTH);
        var upload = new NewUpload(length, metadata.filename(), metadata.text());
        var checksum = Tus.checksum(ctx.request());
        var body = UploadBody.of(ctx);
        metadata.transfer().map(Future::succeededFuture).orElseGet(() -> access.meant(ctx))
                .compose(transfer -> access.of(ctx, transfer, LinkKind.UPLOAD))
                .compose(grant -> register.create(grant, upload)
                        .compose(id -> firstBytes(ctx, body, context, grant, id, upload, checksum)
                                .compose(done -> answer(ctx, grant, id))))
                .onFailure(ctx::fail);
    }

    private Future<Void> firstBytes(
            RoutingContext ctx, UploadBody body, Context context, Grant grant, UUID id, NewUpload upload, Optional<Checksum> checksum) {
        return upload.length() > 0 && !Tus.hasUploadBody(ctx.request())
                ? Future.succeededFuture()
                : uploads.open(context, grant, id, 0, checksum).compose(body::into).recover(failure -> leavesNothing(failure)
                        ? register.delete(grant, id).transform(gone -> Future.failedFuture(failure))
                        : Future.failedFuture(failure));
    }

    /** Without its first bytes nobody learns the document's address: it would be in the sender's way. */
    private static boolean leavesNothing(Throwable failure) {
        return failure instanceof Failure known && known.kind() == Failure.Kind.CHECKSUM;
    }

    private Future<Void> answer(RoutingContext ctx, Grant grant, UUID id) {
        return uploads.find(grant, id).compose(document -> transfers.expiry(grant).compose(until -> Tus.expires(
                        ctx.response()
                                .setStatusCode(201)
                                .putHeader("Location", Tus.PATH + "/" + id)
                                .putHeader(Tus.OFFSET, Long.toString(document.offset())),
                        until)
                .end()));
    }
}
