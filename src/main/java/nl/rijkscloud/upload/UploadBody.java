package nl.rijkscloud.upload;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import nl.rijkscloud.connection.DirectBody;

/**
 * A request's body, on its way into an upload. Made while the head is being handled, so that nothing of the body has passed; what is never carried
 * is left to the request.
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
     * Succeeds when the whole body is durable. When the line is cut, what came before is made durable too, and the future fails with the cut: an end of
     * the stream is never taken for the end of the document.
     */
    Future<Void> into(UploadSink upload) {
        var piped = Promise.<Void>promise();
        if (ctx.response().closed()) {
            piped.tryFail("the line was cut");
        } else {
            // Also tells of a cut that happened while the request was paused, which the pipe would wait for in vain.
            ctx.addEndHandler(over -> piped.tryFail("the line was cut"));
            // The pipe hears of a failure only at its next write, and there is none while the upload is full.
            upload.exceptionHandler(piped::tryFail);
            upload.ready()
                    .compose(now -> piped.future().isComplete() ? piped.future() : pipe(upload))
                    .onSuccess(piped::tryComplete)
                    .onFailure(piped::tryFail);
        }
        return piped.future().transform(received -> upload.end().transform(saved -> received.failed()
                ? Future.failedFuture(received.cause()) // why it ended, and not what ending it came to
                : saved.succeeded() ? Future.succeededFuture() : Future.failedFuture(saved.cause())));
    }

    private Future<Void> pipe(UploadSink upload) {
        direct.ifPresent(body -> body.reads(upload::wanted));
        var bytes = direct.<ReadStream<Buffer>>map(body -> body).orElse(ctx.request());
        return bytes.pipe().endOnFailure(false).endOnSuccess(false).to(upload);
    }
}
