package nl.rijkscloud.download;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import nl.rijkscloud.http.ByteRange;
import nl.rijkscloud.http.ContentDisposition;
import nl.rijkscloud.http.RangeHeader;
import nl.rijkscloud.http.RequestConditions;
import nl.rijkscloud.http.RequestedRange;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.stream.DownloadFile;
import nl.rijkscloud.stream.Downloader;
import nl.rijkscloud.transfer.ActiveStreams;

/**
 * Answers a GET or HEAD with something to download, whole or a range of it, and has it counted when it was handed over. Always something to save,
 * never a page: what people upload is shown by no browser under our name.
 */
public final class Attachment {
    private static final String NOT_KEPT = "private, no-store";
    private static final String DISPOSITION = "Content-Disposition";

    /** What describes the body, so that it must not stand on an error. */
    private static final List<CharSequence> OF_THE_BODY = List.of(
            HttpHeaders.CONTENT_TYPE, HttpHeaders.CONTENT_LENGTH, HttpHeaders.CONTENT_RANGE, HttpHeaders.ETAG, DISPOSITION);

    private final Downloader sender;
    private final Downloads downloads;
    private final ActiveStreams running;

    public Attachment(Downloader sender, Downloads downloads, ActiveStreams running) {
        this.sender = sender;
        this.downloads = downloads;
        this.running = running;
    }

    /** Completes when the response is over. Fails only while it is still free for an error. */
    Future<Void> answer(RoutingContext ctx, Grant grant, DownloadFile offer) {
        return switch (RequestConditions.of(ctx.request().headers(), tag(offer))) {
            case FAILED -> Future.failedFuture(Failure.of(
                    Failure.Kind.PRECONDITION, "precondition-failed", "This is not the document that If-Match names."));
            case NOT_MODIFIED -> notModified(ctx.response(), offer);
            case GO_ON -> hand(ctx, grant, offer);
        };
    }

    private Future<Void> hand(RoutingContext ctx, Grant grant, DownloadFile offer) {
        var length = offer.content().length();
        if (ctx.request().method() == HttpMethod.HEAD) {
            describe(ctx.response(), offer);
            return ctx.response().putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(length)).end();
        }
        return switch (requested(ctx, offer)) {
            case RequestedRange.Whole() -> send(ctx, grant, offer, new ByteRange(0, length), false);
            case RequestedRange.Part(var range) -> send(ctx, grant, offer, range, true);
            case RequestedRange.Unsatisfiable() -> unsatisfiable(ctx.response(), length);
        };
    }

    private static void describe(HttpServerResponse response, DownloadFile offer) {
        response.putHeader(HttpHeaders.CONTENT_TYPE, offer.mediaType())
                .putHeader(DISPOSITION, ContentDisposition.attachment(offer.name()))
                .putHeader(HttpHeaders.ETAG, tag(offer))
                .putHeader(HttpHeaders.ACCEPT_RANGES, "bytes")
                .putHeader(HttpHeaders.CACHE_CONTROL, NOT_KEPT)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Content-Security-Policy", "sandbox");
    }

    /** A range of something else than the client has the beginning of is no use to it: then it gets the whole (RFC 9110 section 13.1.5). */
    private static RequestedRange requested(RoutingContext ctx, DownloadFile offer) {
        var condition = ctx.request().getHeader("If-Range");
        return condition == null || condition.strip().equals(tag(offer))
                ? RangeHeader.parse(ctx.request().headers().getAll("Range"), offer.content().length())
                : new RequestedRange.Whole();
    }

    private Future<Void> send(RoutingContext ctx, Grant grant, DownloadFile offer, ByteRange asked, boolean part) {
        var over = Promise.<Void>promise();
        var entry = running.enter(grant.transfer(), cut(Vertx.currentContext(), ctx.response()));
        ctx.addEndHandler(over::handle);
        over.future().onComplete(done -> entry.leave());
        return downloads.begin(grant, offer.content(), asked).compose(range -> {
            announce(ctx.response(), offer, range, part && range.equals(asked));
            return downloads.handOver(
                    grant, offer.content(), range, mark -> sender.send(offer.content(), range, ctx.response(), over.future(), mark));
        }).recover(failure -> {
            if (ctx.response().headWritten()) {
                return Future.succeededFuture(); // the connection has been reset, and the reason is in the log
            }
            forget(ctx.response());
            return Future.failedFuture(failure);
        });
    }

    private static void announce(HttpServerResponse response, DownloadFile offer, ByteRange range, boolean part) {
        describe(response, offer);
        response.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(range.length()));
        if (part) {
            response.setStatusCode(206).putHeader(
                    HttpHeaders.CONTENT_RANGE, "bytes " + range.start() + "-" + (range.end() - 1) + "/" + offer.content().length());
        }
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
        return response.setStatusCode(416)
                .putHeader(HttpHeaders.ACCEPT_RANGES, "bytes")
                .putHeader(HttpHeaders.CACHE_CONTROL, NOT_KEPT)
                .putHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + length)
                .putHeader(HttpHeaders.CONTENT_LENGTH, "0")
                .end();
    }

    private static Future<Void> notModified(HttpServerResponse response, DownloadFile offer) {
        return response.setStatusCode(304)
                .putHeader(HttpHeaders.ETAG, tag(offer))
                .putHeader(HttpHeaders.CACHE_CONTROL, NOT_KEPT)
                .end();
    }

    private static void forget(HttpServerResponse response) {
        OF_THE_BODY.forEach(response.headers()::remove);
        response.setStatusCode(200);
    }

    private static String tag(DownloadFile offer) {
        return "\"" + offer.tag() + "\"";
    }
}
