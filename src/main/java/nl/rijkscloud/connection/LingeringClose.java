package nl.rijkscloud.connection;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/**
 * Reads on and drops what the client of an answered request of HTTP/1.1 still sends, up to a bound, before the
 * connection is closed. A connection that is closed under a sender is reset, and its system may throw the answer away
 * with it (RFC 9112 section 9.6). Event loop of the connection.
 */
public final class LingeringClose {
    /** As long as a client may take to hear of the answer and to stop. */
    private static final long MOST_MS = 20_000;

    private static final long MOST_BYTES = 64 << 20;

    private final HttpServerRequest request;
    private final Vertx vertx;
    private final long timer;
    private long dropped;

    private LingeringClose(HttpServerRequest request) {
        this.request = request;
        this.vertx = Vertx.currentContext().owner();
        this.timer = vertx.setTimer(MOST_MS, late -> close());
    }

    /** The request is read from now on, and by nobody else. Closes at its end at the latest. */
    public static void thenClose(HttpServerRequest request) {
        if (request.isEnded()) {
            request.connection().close();
            return;
        }
        var linger = new LingeringClose(request);
        request.handler(bytes -> linger.drop(bytes.length()));
        request.endHandler(read -> linger.close());
        request.exceptionHandler(gone -> linger.vertx.cancelTimer(linger.timer));
        request.resume();
    }

    /** A body announces itself (RFC 9112 section 6). A length of 0, as a {@code POST} without bytes has, is none. */
    public static boolean announcesBody(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return request.version() != HttpVersion.HTTP_2
                && ((length != null && !length.equals("0"))
                        || request.headers().contains(HttpHeaders.TRANSFER_ENCODING));
    }

    private void drop(int bytes) {
        dropped += bytes;
        if (dropped > MOST_BYTES) {
            close();
        }
    }

    private void close() {
        vertx.cancelTimer(timer);
        request.connection().close();
    }
}
