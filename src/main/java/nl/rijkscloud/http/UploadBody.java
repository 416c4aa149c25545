package nl.rijkscloud.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import io.vertx.ext.web.RoutingContext;

/** Carries a request's body into an upload. */
final class UploadBody {
    private UploadBody() {}

    /**
     * Succeeds when the whole body is durable. When the line is cut, what came before is made durable too, and the future fails with the cut: an end of
     * the stream is never taken for the end of the document.
     */
    static Future<Void> into(RoutingContext ctx, WriteStream<Buffer> upload) {
        var piped = Promise.<Void>promise();
        if (ctx.response().closed()) {
            piped.tryFail("the line was cut");
        } else {
            // Also tells of a cut that happened while the request was paused, which the pipe would wait for in vain.
            ctx.response().closeHandler(cut -> piped.tryFail("the line was cut"));
            // A pipe hears of trouble by its next write only, and from a line that stalls there is none.
            upload.exceptionHandler(piped::tryFail);
            ctx.request().pipe().endOnFailure(false).endOnSuccess(false).to(upload).onComplete(done -> {
                if (done.succeeded()) {
                    piped.tryComplete();
                } else {
                    piped.tryFail(done.cause());
                }
            });
        }
        return piped.future().transform(received -> upload.end().compose(saved -> received.failed()
                ? Future.failedFuture(received.cause())
                : Future.succeededFuture()));
    }
}
