package nl.rijkscloud.http;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.net.URI;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Refuses what the server underneath accepts and a proxy before us may read in another way (RFC 9112 sections 3.2 and 6.1). Every refusal closes the
 * connection, since it is no longer certain where the next request begins; what has come in after it already is not looked at, because the server
 * underneath hands out the next request before it closes. Confined to one event loop.
 */
final class RequestGuard implements Handler<HttpServerRequest> {
    private final Handler<HttpServerRequest> next;
    private final Set<HttpConnection> refused = Collections.newSetFromMap(new WeakHashMap<>());

    RequestGuard(Handler<HttpServerRequest> next) {
        this.next = next;
    }

    @Override
    public void handle(HttpServerRequest request) {
        if (refused.contains(request.connection())) {
            return;
        }
        var status = refusal(request);
        if (status == 0) {
            next.handle(request);
        } else {
            refused.add(request.connection());
            request.response()
                    .setStatusCode(status)
                    .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                    .end()
                    .onComplete(sent -> request.connection().close());
        }
    }

    /** 0 when there is nothing against it. */
    private static int refusal(HttpServerRequest request) {
        var headers = request.headers();
        if (lines(headers) > HeadWatch.MOST_LINES) {
            return 431;
        }
        var coding = headers.getAll(HttpHeaders.TRANSFER_ENCODING);
        if (!coding.isEmpty() && !(coding.size() == 1 && coding.getFirst().equalsIgnoreCase("chunked"))) {
            return 501;
        }
        if (!coding.isEmpty() && headers.contains(HttpHeaders.CONTENT_LENGTH)) {
            return 400;
        }
        if (request.version() == HttpVersion.HTTP_1_1 && headers.getAll(HttpHeaders.HOST).size() != 1) {
            return 400;
        }
        if (!request.uri().startsWith("/") && !isSameHost(request)) {
            return 400;
        }
        return request.method() == HttpMethod.TRACE || request.method() == HttpMethod.CONNECT ? 405 : 0;
    }

    /** Of each name there may be several. */
    private static int lines(MultiMap headers) {
        var lines = 0;
        for (var ignored : headers) {
            lines++;
        }
        return lines;
    }

    /** The absolute form of a request's target, which proxies use, has to name the host that the header names. */
    private static boolean isSameHost(HttpServerRequest request) {
        if (request.uri().equals("*")) {
            return request.method() == HttpMethod.OPTIONS;
        }
        try {
            return request.getHeader(HttpHeaders.HOST).equalsIgnoreCase(URI.create(request.uri()).getRawAuthority());
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }
}
