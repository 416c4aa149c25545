package nl.rijkscloud.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/**
 * Answers a request whose body is still coming. Closing at once would make the client's system throw the answer away with the connection (RFC 9112
 * section 9.6), so what comes is read and dropped for a moment first. HTTP/2 has no such need, and other requests on the connection: there
 * only the one stream ends (RFC 9113 section 8.1).
 */
final class UnreadBody {
    private static final long LINGER_MS = 2000;
    private static final long NO_ERROR = 0;

    private UnreadBody() {}

    /** Ends the response now, and the connection soon if the body has not been read. */
    static void endBeforeIt(RoutingContext ctx, Buffer answer) {
        var request = ctx.request();
        if (request.isEnded() || hasNoBody(request)) {
            ctx.response().end(answer);
            return;
        }
        if (request.version() == HttpVersion.HTTP_2) {
            ctx.response().end(answer).onComplete(sent -> ctx.response().reset(NO_ERROR));
            return;
        }
        ctx.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        var connection = request.connection();
        var timer = ctx.vertx().setTimer(LINGER_MS, late -> connection.close());
        connection.closeHandler(closed -> ctx.vertx().cancelTimer(timer));
        request.handler(dropped -> {});
        request.endHandler(read -> connection.close());
        ctx.response().end(answer).onComplete(sent -> request.resume());
    }

    /** On HTTP/1.1 a body announces itself (RFC 9112 section 6); a request without one is whole although its end has not been told yet. */
    private static boolean hasNoBody(HttpServerRequest request) {
        return request.version() != HttpVersion.HTTP_2
                && !request.headers().contains(HttpHeaders.CONTENT_LENGTH)
                && !request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }
}
