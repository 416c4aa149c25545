package nl.rijkscloud.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import nl.rijkscloud.db.DatabaseAway;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.StoreAway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns failures into problems of RFC 9457. An expected failure says what is wrong; a bug only shows a number, with
 * which the log has the exception. Event loop; no state.
 */
public final class Problems implements Handler<RoutingContext> {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final int CHECKSUM_MISMATCH = 460;

    @Override
    public void handle(RoutingContext ctx) {
        var failure = ctx.failure();
        if (isGone(ctx, failure)) {
            LOG.debug("the client has gone before {}", String.valueOf(failure));
            return;
        }
        if (ctx.response().headWritten()) {
            LOG.warn("broke off a response", failure);
            ctx.response().reset();
            return;
        }
        switch (failure) {
            case Failure expected -> answer(ctx, expected);
            case DatabaseAway away -> write(ctx, 503, databaseAway());
            case StoreAway gone -> write(ctx, 503, storeGone());
            case HttpException http -> answer(ctx, http.getStatusCode(), general(http.getStatusCode()));
            case null -> answer(ctx, ctx.statusCode(), general(ctx.statusCode()));
            default -> {
                var number = RequestId.of(ctx.response());
                LOG.error("incident {}", number, failure);
                answer(ctx, 500, Failure.of(
                        Failure.Kind.UNAVAILABLE, "internal", "Something went wrong here. It has been noted.")
                        .with("incident", number));
            }
        }
    }

    /**
     * True when the client cannot be answered. Answering on a dead connection fails, and HTTP/2 reports that failure to
     * every request of the connection: the work would grow with the square of their number.
     */
    private static boolean isGone(RoutingContext ctx, Throwable failure) {
        return ctx.response().closed()
                || failure instanceof StreamResetException
                || failure instanceof HttpClosedException
                || (ctx.request().connection() instanceof ConnectionBase line
                        && !line.channelHandlerContext().channel().isActive());
    }

    static void answer(RoutingContext ctx, Failure expected) {
        answer(ctx, status(expected.kind()), expected);
    }

    private static void answer(RoutingContext ctx, int status, Failure failure) {
        if (status == 503 || status == 507) {
            LOG.warn("{} {}: {} (request {})", status, failure.code(), failure.forLog(),
                    RequestId.of(ctx.response()));
        }
        write(ctx, status, failure);
    }

    private static void write(RoutingContext ctx, int status, Failure failure) {
        var json = new JsonObject()
                .put("type", "urn:rijkscloud:problem:" + failure.code())
                .put("title", failure.code().replace('-', ' '))
                .put("status", status)
                .put("detail", failure.getMessage())
                .put("code", failure.code());
        if (status >= 500) { // others are no fault of ours, and some must look alike to the last byte
            json.put("request", RequestId.of(ctx.response()));
        }
        failure.extras().forEach(json::put);
        if (failure.extras().get("retryAfter") instanceof Number seconds) {
            ctx.response().putHeader(HttpHeaders.RETRY_AFTER, seconds.toString());
        }
        if (status == CHECKSUM_MISMATCH) {
            ctx.response().setStatusMessage("Checksum Mismatch"); // tus' own number, which no library has words for
        }
        ctx.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(json.toBuffer());
    }

    /** No data is lost, and the client tries again. {@code db} logs it. */
    private static Failure databaseAway() {
        return Failure
                .of(Failure.Kind.UNAVAILABLE, "unavailable", "The database is away for a moment. Please try again.")
                .with("retryAfter", 5);
    }

    /** The readiness check logs it. */
    private static Failure storeGone() {
        return Failure.of(Failure.Kind.UNAVAILABLE, "unavailable", "The store is away for a moment. Please try again.")
                .with("retryAfter", 30);
    }

    private static Failure general(int status) {
        return switch (status) {
            case 404 -> Failure.notFound();
            case 405 -> Failure.of(
                    Failure.Kind.UNSUPPORTED, "method-not-allowed", "This address does not know that method.");
            case 408 -> Failure.of(Failure.Kind.MALFORMED, "body-too-slow",
                    "The body did not come within the time that its length is worth.");
            case 413 ->
                    Failure.of(Failure.Kind.TOO_LARGE, "body-too-large", "The body is larger than this address takes.");
            default -> Failure.of(Failure.Kind.MALFORMED, "bad-request", "The request cannot be understood.");
        };
    }

    static int status(Failure.Kind kind) {
        return switch (kind) {
            case INVALID -> 422;
            case MALFORMED -> 400;
            case UNAUTHENTICATED -> 401;
            case FORBIDDEN -> 403;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case PRECONDITION -> 412;
            case CHECKSUM -> CHECKSUM_MISMATCH;
            case TOO_LARGE -> 413;
            case UNSUPPORTED -> 415;
            case BUSY -> 423;
            case TOO_MANY -> 429;
            case UNAVAILABLE -> 503;
            case STORAGE_FULL -> 507;
        };
    }
}
