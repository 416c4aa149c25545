package nl.rijkscloud.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/**
 * Stands before every route and brings each request to its end, whoever answers it: a request that was paused and never resumed stays open for ever in
 * the eyes of the server underneath. Closing at once while a body is still coming would make the client's system throw the answer away with the
 * connection (RFC 9112 section 9.6), so what comes is read and dropped for a moment first. HTTP/2 has other requests on the connection: there only the
 * one stream ends (RFC 9113 section 8.1).
 */
final class UnreadBody implements Handler<RoutingContext> {
    private static final long LINGER_MS = 2000;
    private static final long NO_ERROR = 0;

    @Override
    public void handle(RoutingContext ctx) {
        ctx.addHeadersEndHandler(head -> announceClose(ctx));
        ctx.addEndHandler(answered -> {
            if (answered.succeeded()) { // else the line has gone, and nothing may hold on to it
                end(ctx);
            }
        });
        ctx.next();
    }

    private static void announceClose(RoutingContext ctx) {
        if (!ctx.request().isEnded() && announcesBody(ctx.request())) {
            ctx.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
    }

    private static void end(RoutingContext ctx) {
        var request = ctx.request();
        if (request.isEnded()) {
            closeIfAnnounced(ctx);
            return;
        }
        DirectBody.giveBack(request);
        request.handler(dropped -> {});
        request.endHandler(read -> closeIfAnnounced(ctx));
        request.resume();
        if (request.version() == HttpVersion.HTTP_2 || announcesBody(request)) {
            // The end may have come already and be told in this very turn.
            ctx.vertx().runOnContext(now -> linger(ctx));
        }
    }

    private static void linger(RoutingContext ctx) {
        if (ctx.request().isEnded()) {
            return;
        }
        var timer = ctx.vertx().setTimer(LINGER_MS, late -> breakOff(ctx));
        ctx.request().endHandler(read -> {
            ctx.vertx().cancelTimer(timer);
            closeIfAnnounced(ctx);
        });
        ctx.request().exceptionHandler(gone -> ctx.vertx().cancelTimer(timer));
    }

    private static void breakOff(RoutingContext ctx) {
        if (ctx.request().version() == HttpVersion.HTTP_2) {
            ctx.response().reset(NO_ERROR);
        } else {
            ctx.request().connection().close();
        }
    }

    private static void closeIfAnnounced(RoutingContext ctx) {
        if (ctx.request().version() != HttpVersion.HTTP_2
                && ctx.response().headers().contains(HttpHeaders.CONNECTION, HttpHeaders.CLOSE, true)) {
            ctx.request().connection().close();
        }
    }

    /** On HTTP/1.1 a body announces itself (RFC 9112 section 6); on HTTP/2 only the end of the stream tells. */
    private static boolean announcesBody(HttpServerRequest request) {
        return request.version() != HttpVersion.HTTP_2
                && (request.headers().contains(HttpHeaders.CONTENT_LENGTH) || request.headers().contains(HttpHeaders.TRANSFER_ENCODING));
    }
}
