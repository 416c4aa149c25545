package nl.rijkscloud.upload;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import nl.rijkscloud.connection.DirectBody;

/**
 * The body of a request that uploads. Create it while the request's head is handled, before any byte of the body has
 * passed. Bytes that are not piped stay with the request. Confined to the request's event loop.
 */
final class UploadBody {
    private final RoutingContext ctx;
    private final Optional<DirectBody> direct;

    private UploadBody(RoutingContext ctx, Optional<DirectBody> direct) {
        this.ctx = ctx;
        this.direct = direct;
    }

    static UploadBody of(RoutingContext ctx) {
        return new UploadBody(ctx, Tus.hasUploadBody(ctx.request()) ? DirectBody.of(ctx.request()) : Optional.empty());
    }

    /**
     * Pipes the whole body into the upload; completes when all of it is durable. When the connection breaks, the bytes
     * that came before are made durable too, and the future fails: an end of the stream is never taken for the end of
     * the document.
     */
    Future<Void> pipeTo(UploadService.Sink upload) {
        var piped = Promise.<Void>promise();
        if (ctx.response().closed()) {
            piped.tryFail("the line was cut");
        } else {
            // A connection can break while the request is paused; the pipe would never notice.
            ctx.addEndHandler(over -> piped.tryFail("the line was cut"));
            // The pipe notices a failure only at its next write, and it writes nothing while the upload is full.
            upload.exceptionHandler(piped::tryFail);
            upload.ready()
                    .compose(now -> piped.future().isComplete() ? piped.future() : pipe(upload))
                    .onSuccess(piped::tryComplete)
                    .onFailure(piped::tryFail);
        }
        return piped.future().transform(received -> upload.end().transform(saved -> received.failed()
                ? Future.failedFuture(received.cause()) // the reason why it ended comes before a failure to end it
                : saved.succeeded() ? Future.succeededFuture() : Future.failedFuture(saved.cause())));
    }

    private Future<Void> pipe(UploadService.Sink upload) {
        direct.ifPresent(body -> body.reads(upload::wanted));
        var bytes = direct.<ReadStream<Buffer>>map(body -> body).orElse(ctx.request());
        return bytes.pipe().endOnFailure(false).endOnSuccess(false).to(upload);
    }
}
