package nl.rijkscloud.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import nl.rijkscloud.connection.DirectBody;
import nl.rijkscloud.connection.LingeringClose;

/**
 * Stands before every route and ends each request that was answered before its body was read: the server underneath
 * keeps a request open as long as it is paused. Closing the connection while a body is still coming would make the
 * client's system discard the answer, so the rest is read and dropped first, see {@link LingeringClose}. With HTTP/2
 * only the one stream ends, because other requests share the connection (RFC 9113 section 8.1). Event loop; no state.
 */
public final class UnreadBody implements Handler<RoutingContext> {
    /** The longest wait for the end of a stream, in milliseconds. */
    private static final long STREAM_MS = 2000;

    private static final long NO_ERROR = 0;

    @Override
    public void handle(RoutingContext ctx) {
        ctx.addHeadersEndHandler(head -> announceClose(ctx));
        ctx.addEndHandler(answered -> {
            if (answered.succeeded()) { // Otherwise the connection has gone, and nothing may keep a reference to it.
                end(ctx);
            }
        });
        ctx.next();
    }

    private static void announceClose(RoutingContext ctx) {
        if (!ctx.request().isEnded() && LingeringClose.announcesBody(ctx.request())) {
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
        if (LingeringClose.announcesBody(request)) {
            LingeringClose.thenClose(request);
            return;
        }
        request.handler(dropped -> {});
        request.endHandler(read -> closeIfAnnounced(ctx));
        request.resume();
        if (request.version() == HttpVersion.HTTP_2) {
            // The end may have arrived and be reported later in this turn of the event loop.
            ctx.vertx().runOnContext(now -> endStream(ctx));
        }
    }

    private static void endStream(RoutingContext ctx) {
        if (ctx.request().isEnded()) {
            return;
        }
        var timer = ctx.vertx().setTimer(STREAM_MS, late -> ctx.response().reset(NO_ERROR));
        ctx.request().endHandler(read -> ctx.vertx().cancelTimer(timer));
        ctx.request().exceptionHandler(gone -> ctx.vertx().cancelTimer(timer));
    }

    private static void closeIfAnnounced(RoutingContext ctx) {
        if (ctx.request().version() != HttpVersion.HTTP_2
                && ctx.response().headers().contains(HttpHeaders.CONNECTION, HttpHeaders.CLOSE, true)) {
            ctx.request().connection().close();
        }
    }
}
