package nl.rijkscloud.upload;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import nl.rijkscloud.access.GrantAccess;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.link.LinkKind;
import nl.rijkscloud.upload.UploadRegister.Made;
import nl.rijkscloud.upload.UploadRegister.NewUpload;
import nl.rijkscloud.upload.UploadRegister.Terms;

/**
 * {@code POST /api/uploads}: creates a document, and takes its first bytes if the request brings any. An empty document
 * is complete at once. The metadata name the transfer, or else the query does. A client that gave the document an id of
 * its own may repeat the request: the response is the same, and bytes that the server has already are not taken again.
 */
final class UploadCreation implements Handler<RoutingContext> {
    /** Up to here the bytes come first and the row last. A larger document is in the list while its bytes come. */
    private static final long SMALL = 1 << 20;

    private final GrantAccess access;
    private final UploadService uploads;
    private final UploadRegister register;

    /** A creation as its headers describe it. */
    private record Creation(
            Context context, UploadBody body, boolean hasBytes, NewUpload upload, Optional<Checksum> checksum) {}

    UploadCreation(GrantAccess access, UploadService uploads, UploadRegister register) {
        this.access = access;
        this.uploads = uploads;
        this.register = register;
    }

    @Override
    public void handle(RoutingContext ctx) {
        var metadata = UploadMetadata.parse(ctx.request().getHeader(Tus.METADATA));
        var length = Tus.requiredBytes(ctx.request(), Tus.LENGTH);
        var upload = new NewUpload(length, metadata.filename(), metadata.text(), metadata.client());
        var creation = new Creation(Vertx.currentContext(), UploadBody.of(ctx), Tus.hasUploadBody(ctx.request()),
                upload, Tus.checksum(ctx.request()));
        metadata.transfer().map(transfer -> access.of(ctx, transfer, LinkKind.UPLOAD, LinkKind.PHONE))
                .orElseGet(() -> access.of(ctx, LinkKind.UPLOAD, LinkKind.PHONE))
                .compose(grant -> register.terms(grant).compose(terms -> create(creation, grant, terms)
                        .compose(made -> {
                            Tus.putExpiry(ctx.response().putHeader(Tus.OFFSET, Long.toString(made.offset())),
                                    terms.until());
                            return ctx.response().setStatusCode(201)
                                    .putHeader("Location", Tus.PATH + "/" + made.id()).end();
                        })))
                .onFailure(ctx::fail);
    }

    private Future<Made> create(Creation creation, Grant grant, Terms terms) {
        var upload = creation.upload();
        var whole = creation.hasBytes() && upload.length() > 0 && upload.length() <= SMALL;
        return register.before(grant, upload).compose(before -> before.isEmpty() && whole
                ? register.beginWithBytes(grant, terms, upload).compose(first -> createWith(creation, grant, first))
                : before.map(Future::succeededFuture).orElseGet(() -> register.begin(grant, terms, upload))
                        .compose(made -> receive(creation, grant, made)));
    }

    /** Takes the bytes, and creates the document with them. */
    private Future<Made> createWith(Creation creation, Grant grant, FirstBytes first) {
        return uploads.begin(creation.context(), grant, first, creation.upload().name(), creation.checksum())
                .compose(sink -> creation.body().pipeTo(sink).map(done -> first.made()
                        .filter(made -> !made.id().equals(first.document().id()))
                        .orElseGet(() -> new Made(first.document().id(), sink.offset(), false))));
    }

    private Future<Made> receive(Creation creation, Grant grant, Made made) {
        if (made.offset() > 0 || (creation.upload().length() > 0 && !creation.hasBytes())) {
            return Future.succeededFuture(made);
        }
        return uploads.open(creation.context(), grant, made.id(), 0, creation.checksum())
                .compose(sink -> creation.body().pipeTo(sink).map(done -> sink.offset()),
                        why -> made.again() && isAhead(why)
                                ? uploads.find(grant, made.id()).map(document -> document.offset())
                                : Future.failedFuture(why))
                .recover(failure -> isUseless(failure, creation.upload())
                        ? register.delete(grant, made.id()).transform(deleted -> Future.failedFuture(failure))
                        : Future.failedFuture(failure))
                .map(offset -> new Made(made.id(), offset, made.again()));
    }

    /** An earlier request got further than the row said when this one looked: the response then tells how far. */
    private static boolean isAhead(Throwable why) {
        return why instanceof Failure failure && failure.code().equals("offset-mismatch");
    }

    /**
     * True for a document without bytes whose address the client never learns, since the response is a failure. It
     * would only be in the sender's way. A document with an id of the client can be asked for again.
     */
    private static boolean isUseless(Throwable failure, NewUpload upload) {
        return upload.client().isEmpty() && failure instanceof Failure known && known.kind() == Failure.Kind.CHECKSUM;
    }
}
