package nl.rijkscloud.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/**
 * Answers a request whose body is still coming. Closing at once would make the client's system throw the answer away with the connection (RFC 9112
 * section 9.6), so what comes is read and dropped for a moment first.
 */
final class UnreadBody {
    private static final long LINGER_MS = 2000;

    private UnreadBody() {}

    /** Ends the response now, and the connection soon if the body has not been read. */
    static void endBeforeIt(RoutingContext ctx, Buffer answer) {
        var request = ctx.request();
        if (request.isEnded()) {
            ctx.response().end(answer);
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
}
