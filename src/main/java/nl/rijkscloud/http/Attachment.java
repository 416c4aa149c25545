package nl.rijkscloud.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import nl.rijkscloud.download.ByteRange;
import nl.rijkscloud.download.Downloads;
import nl.rijkscloud.download.Offer;
import nl.rijkscloud.download.RangeHeader;
import nl.rijkscloud.download.RequestedRange;
import nl.rijkscloud.download.Sender;
import nl.rijkscloud.failure.Failure;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.transfer.Running;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers a GET or HEAD with something to download, whole or a range of it, and has it counted when it was handed over. Always something to save,
 * never a page: what people upload is shown by no browser under our name.
 */
final class Attachment {
    private static final Logger LOG = LoggerFactory.getLogger(Attachment.class);
    private static final String DISPOSITION = "Content-Disposition";

    /** What describes the body, so that it must not stand on an error. */
    private static final List<CharSequence> OF_THE_BODY = List.of(
            HttpHeaders.CONTENT_TYPE, HttpHeaders.CONTENT_LENGTH, HttpHeaders.CONTENT_RANGE, HttpHeaders.ETAG, DISPOSITION);

    private final Sender sender;
    private final Downloads downloads;
    private final Running running;

    Attachment(Sender sender, Downloads downloads, Running running) {
        this.sender = sender;
        this.downloads = downloads;
        this.running = running;
    }

    /** Completes when the response is over. Fails only while it is still free for an error. */
    Future<Void> answer(RoutingContext ctx, Grant grant, Offer offer) {
        var length = offer.content().length();
        describe(ctx.response(), offer);
        if (ctx.request().method() == HttpMethod.HEAD) {
            return ctx.response().putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(length)).end();
        }
        return switch (requested(ctx, offer)) {
            case RequestedRange.Whole() -> send(ctx, grant, offer, new ByteRange(0, length));
            case RequestedRange.Part(var range) -> {
                ctx.response().setStatusCode(206).putHeader(
                        HttpHeaders.CONTENT_RANGE, "bytes " + range.start() + "-" + (range.end() - 1) + "/" + length);
                yield send(ctx, grant, offer, range);
            }
            case RequestedRange.Unsatisfiable() -> unsatisfiable(ctx.response(), length);
        };
    }

    private static void describe(HttpServerResponse response, Offer offer) {
        response.putHeader(HttpHeaders.CONTENT_TYPE, offer.mediaType())
                .putHeader(DISPOSITION, ContentDisposition.attachment(offer.name()))
                .putHeader(HttpHeaders.ETAG, tag(offer))
                .putHeader(HttpHeaders.ACCEPT_RANGES, "bytes")
                .putHeader(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Content-Security-Policy", "sandbox");
    }

    /** A range of something else than the client has the beginning of is no use to it: then it gets the whole (RFC 9110 section 13.1.5). */
    private static RequestedRange requested(RoutingContext ctx, Offer offer) {
        var condition = ctx.request().getHeader("If-Range");
        return condition == null || condition.strip().equals(tag(offer))
                ? RangeHeader.parse(ctx.request().headers().getAll("Range"), offer.content().length())
                : new RequestedRange.Whole();
    }

    private Future<Void> send(RoutingContext ctx, Grant grant, Offer offer, ByteRange range) {
        var over = Promise.<Void>promise();
        var entry = running.enter(grant.transfer(), cut(Vertx.currentContext(), ctx.response()));
        ctx.addEndHandler(over::handle);
        over.future().onComplete(done -> entry.leave());
        ctx.response().putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(range.length()));
        return downloads.follow(() -> sender.send(offer.content(), range, ctx.response(), over.future()).transform(sent -> {
            if (sent.succeeded()) {
                return downloads.handedOver(grant, offer.content(), sent.result()).recover(Attachment::notCounted);
            }
            if (ctx.response().headWritten()) {
                return Future.succeededFuture(); // the connection has been reset, and the reason is in the log
            }
            forget(ctx.response());
            return Future.failedFuture(sent.cause());
        }));
    }

    /** Never a good end: what has been announced and not sent yet is missing, and the connection says so. */
    private static Runnable cut(Context context, HttpServerResponse response) {
        return () -> context.runOnContext(now -> {
            if (!response.ended()) {
                response.reset();
            }
        });
    }

    private static Future<Void> unsatisfiable(HttpServerResponse response, long length) {
        forget(response);
        return response.setStatusCode(416)
                .putHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + length)
                .putHeader(HttpHeaders.CONTENT_LENGTH, "0")
                .end();
    }

    private static void forget(HttpServerResponse response) {
        OF_THE_BODY.forEach(response.headers()::remove);
        response.setStatusCode(200);
    }

    /** The person has the document all the same; the report will not say so until it is fetched again. */
    private static Future<Void> notCounted(Throwable cause) {
        if (cause instanceof Failure failure) {
            LOG.warn("A download was not counted: {}", failure.forLog());
        } else {
            LOG.error("A download was not counted", cause);
        }
        return Future.succeededFuture();
    }

    private static String tag(Offer offer) {
        return "\"" + offer.tag() + "\"";
    }
}
