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
import nl.rijkscloud.http.RangeHeader.RequestedRange;
import nl.rijkscloud.http.RequestConditions;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.stream.DownloadFile;
import nl.rijkscloud.stream.Downloader;
import nl.rijkscloud.transfer.ActiveStreams;

/**
 * Answers a GET or HEAD with a file, whole or a range of it, and has {@link Downloads} record it. The file is always
 * sent as an attachment: no browser may show an uploaded document as a page of the portal.
 */
final class Attachment {
    private static final String NOT_KEPT = "private, no-store";
    private static final String DISPOSITION = "Content-Disposition";

    /** Headers that describe the file; an error must not carry them. */
    private static final List<CharSequence> FILE_HEADERS = List.of(
            HttpHeaders.CONTENT_TYPE, HttpHeaders.CONTENT_LENGTH, HttpHeaders.CONTENT_RANGE, HttpHeaders.ETAG,
            DISPOSITION);

    private final Downloader downloader;
    private final Downloads downloads;
    private final ActiveStreams streams;

    Attachment(Downloader downloader, Downloads downloads, ActiveStreams streams) {
        this.downloader = downloader;
        this.downloads = downloads;
        this.streams = streams;
    }

    /** Completes when the response has ended. Fails only while the response can still become an error. */
    Future<Void> answer(RoutingContext ctx, Grant grant, DownloadFile file) {
        return switch (RequestConditions.of(ctx.request().headers(), tag(file))) {
            case FAILED -> Future.failedFuture(Failure.of(
                    Failure.Kind.PRECONDITION, "precondition-failed", "This is not the document that If-Match names."));
            case NOT_MODIFIED -> notModified(ctx.response(), file);
            case GO_ON -> serve(ctx, grant, file);
        };
    }

    private Future<Void> serve(RoutingContext ctx, Grant grant, DownloadFile file) {
        var length = file.content().length();
        if (ctx.request().method().equals(HttpMethod.HEAD)) {
            describe(ctx.response(), file);
            return ctx.response().putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(length)).end();
        }
        return switch (requestedRange(ctx, file)) {
            case RequestedRange.Whole() -> send(ctx, grant, file, new ByteRange(0, length), false);
            case RequestedRange.Part(var range) -> send(ctx, grant, file, range, true);
            case RequestedRange.Unsatisfiable() -> unsatisfiable(ctx.response(), length);
        };
    }

    private static void describe(HttpServerResponse response, DownloadFile file) {
        response.putHeader(HttpHeaders.CONTENT_TYPE, file.mediaType())
                .putHeader(DISPOSITION, ContentDisposition.attachment(file.name()))
                .putHeader(HttpHeaders.ETAG, tag(file))
                .putHeader(HttpHeaders.ACCEPT_RANGES, "bytes")
                .putHeader(HttpHeaders.CACHE_CONTROL, NOT_KEPT)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Content-Security-Policy", "sandbox");
    }

    /**
     * Answers the whole file if the client has the beginning of another version (RFC 9110 section 13.1.5, If-Range).
     */
    private static RequestedRange requestedRange(RoutingContext ctx, DownloadFile file) {
        var condition = ctx.request().getHeader("If-Range");
        return condition == null || condition.strip().equals(tag(file))
                ? RangeHeader.parse(ctx.request().headers().getAll("Range"), file.content().length())
                : new RequestedRange.Whole();
    }

    private Future<Void> send(RoutingContext ctx, Grant grant, DownloadFile file, ByteRange asked, boolean part) {
        var ended = Promise.<Void>promise();
        var entry = streams.enter(grant.transfer(), abort(Vertx.currentContext(), ctx.response()));
        ctx.addEndHandler(ended::handle);
        ended.future().onComplete(done -> entry.leave());
        return downloads.begin(grant, file.content(), asked).compose(range -> {
            writeHead(ctx.response(), file, range, part && range.equals(asked));
            return downloads.handOver(
                    grant, file.content(), range,
                    progress -> downloader.send(file.content(), range, ctx.response(), ended.future(), progress));
        }).recover(failure -> {
            if (ctx.response().headWritten()) {
                return Future.succeededFuture(); // the connection has been reset, and the log has the reason
            }
            clearHead(ctx.response());
            return Future.failedFuture(failure);
        });
    }

    private static void writeHead(HttpServerResponse response, DownloadFile file, ByteRange range, boolean part) {
        describe(response, file);
        response.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(range.length()));
        if (part) {
            response.setStatusCode(206).putHeader(
                    HttpHeaders.CONTENT_RANGE,
                    "bytes " + range.start() + "-" + (range.end() - 1) + "/" + file.content().length());
        }
    }

    /** Resets the connection, so that the client does not take a partial response for a complete one. */
    private static Runnable abort(Context context, HttpServerResponse response) {
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

    private static Future<Void> notModified(HttpServerResponse response, DownloadFile file) {
        return response.setStatusCode(304)
                .putHeader(HttpHeaders.ETAG, tag(file))
                .putHeader(HttpHeaders.CACHE_CONTROL, NOT_KEPT)
                .end();
    }

    private static void clearHead(HttpServerResponse response) {
        FILE_HEADERS.forEach(response.headers()::remove);
        response.setStatusCode(200);
    }

    private static String tag(DownloadFile file) {
        return "\"" + file.tag() + "\"";
    }
}
