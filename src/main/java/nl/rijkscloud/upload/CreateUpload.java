package nl.rijkscloud.upload;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.access.GrantAccess;
import nl.rijkscloud.compose.TransferReader;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.link.LinkKind;

/**
 * {@code POST /api/uploads}: a document is announced, perhaps with its first bytes. An empty one is complete at once. The metadata name its transfer,
 * or else the query. With a {@code client} it may be asked for again: then it answers as it did, and bytes that are there already are not taken twice.
 */
public final class CreateUpload implements Handler<RoutingContext> {
    private final GrantAccess access;
    private final UploadRegister register;
    private final UploadService uploads;
    private final TransferReader transfers;

    public CreateUpload(GrantAccess access, UploadRegister register, UploadService uploads, TransferReader transfers) {
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
        var upload = new NewUpload(length, metadata.filename(), metadata.text(), metadata.client());
        var checksum = Tus.checksum(ctx.request());
        var body = UploadBody.of(ctx);
        metadata.transfer().map(transfer -> access.of(ctx, transfer, LinkKind.UPLOAD)).orElseGet(() -> access.of(ctx, LinkKind.UPLOAD))
                .compose(grant -> register.create(grant, upload)
                        .compose(made -> firstBytes(ctx, body, context, grant, made, upload, checksum)
                                .compose(done -> answer(ctx, grant, made.id()))))
                .onFailure(ctx::fail);
    }

    private Future<Void> firstBytes(
            RoutingContext ctx, UploadBody body, Context context, Grant grant, UploadRegister.Made made, NewUpload upload,
            Optional<Checksum> checksum) {
        if (made.offset() > 0 || upload.length() > 0 && !Tus.hasUploadBody(ctx.request())) {
            return Future.succeededFuture();
        }
        return uploads.open(context, grant, made.id(), 0, checksum)
                .compose(body::into, why -> made.again() ? skipped(why) : Future.failedFuture(why))
                .recover(failure -> leavesNothing(failure, upload)
                        ? register.delete(grant, made.id()).transform(gone -> Future.failedFuture(failure))
                        : Future.failedFuture(failure));
    }

    /** The first request had got further than we saw: the answer tells how far. */
    private static Future<Void> skipped(Throwable why) {
        return why instanceof Failure failure && failure.code().equals("offset-mismatch")
                ? Future.succeededFuture()
                : Future.failedFuture(why);
    }

    /** Without its first bytes nobody learns the document's address: it would be in the sender's way. One with a client may be asked for again. */
    private static boolean leavesNothing(Throwable failure, NewUpload upload) {
        return upload.client().isEmpty() && failure instanceof Failure known && known.kind() == Failure.Kind.CHECKSUM;
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
