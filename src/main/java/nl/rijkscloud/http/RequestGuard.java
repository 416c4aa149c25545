package nl.rijkscloud.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.net.URI;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Set;
import java.util.WeakHashMap;
import nl.rijkscloud.connection.LingeringClose;
import nl.rijkscloud.connection.RequestHeadMeter;
import nl.rijkscloud.connection.UnknownVersion;

/**
 * Refuses requests that the server underneath accepts and a proxy before us may read in another way (RFC 9112 sections
 * 3.2 and 6.1). Every refusal closes the connection, because the beginning of the next request is no longer certain.
 * The server underneath may still hand out a request that came in before the close; it is ignored. Confined to one
 * event loop.
 */
public final class RequestGuard implements Handler<HttpServerRequest> {
    private final SecurityHeaders headers;
    private final PreparedContent page;
    private final Handler<HttpServerRequest> next;
    private final Set<HttpConnection> refused = Collections.newSetFromMap(new WeakHashMap<>());

    /**
     * @param page the answer to people whose address cannot be read, such as a link that a mail program cut in the
     *     middle of an escape
     */
    public RequestGuard(SecurityHeaders headers, PreparedContent page, Handler<HttpServerRequest> next) {
        this.headers = headers;
        this.page = page;
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
            refuse(request, status);
        }
    }

    /** Answers a request that the server underneath could not read, with the same security headers as all others. */
    public void refuseUnreadable(HttpServerRequest request) {
        refuse(request, switch (request.decoderResult().cause()) {
            case TooLongHttpLineException line -> 414;
            case TooLongHttpHeaderException header -> 431;
            case UnknownVersion version -> 505;
            case null, default -> 400;
        });
    }

    private void refuse(HttpServerRequest request, int status) {
        refused.add(request.connection());
        var response = request.response();
        headers.set(response.headers());
        response.setStatusCode(status).putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (request.version() != HttpVersion.HTTP_2) { // which forbids the field (RFC 9113 section 8.2.2)
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        var answered = isForAPage(request)
                ? response.putHeader(HttpHeaders.CONTENT_TYPE, page.type()).end(page.plain())
                : response.end();
        answered.onComplete(sent -> {
            if (LingeringClose.announcesBody(request) && request.decoderResult().isSuccess()) {
                LingeringClose.thenClose(request);
            } else {
                request.connection().close();
            }
        });
    }

    private static boolean isForAPage(HttpServerRequest request) {
        var target = request.uri();
        return request.method().equals(HttpMethod.GET) && target != null && target.startsWith("/")
                && !target.startsWith("/api/");
    }

    /** The status of the refusal; 0 when the request is accepted. */
    private static int refusal(HttpServerRequest request) {
        var headers = request.headers();
        if (lines(headers) > RequestHeadMeter.MOST_LINES) {
            return 431;
        }
        var coding = headers.getAll(HttpHeaders.TRANSFER_ENCODING);
        if (!coding.isEmpty() && !(coding.size() == 1 && coding.getFirst().equalsIgnoreCase("chunked"))) {
            return 501;
        }
        if (!coding.isEmpty() && headers.contains(HttpHeaders.CONTENT_LENGTH)) {
            return 400;
        }
        if (request.method().equals(HttpMethod.TRACE) || request.method().equals(HttpMethod.CONNECT)
                || "*".equals(request.uri())) {
            return 405;
        }
        return namesOneHost(request) && isTargetOfOurs(request) ? 0 : 400;
    }

    /** HTTP/1.0 needs no host, but a host that it names has to be valid. */
    private static boolean namesOneHost(HttpServerRequest request) {
        var hosts = request.headers().getAll(HttpHeaders.HOST).size();
        return switch (request.version()) {
            case HTTP_1_0 -> hosts == 0 || (hosts == 1 && request.authority() != null);
            case HTTP_1_1 -> hosts == 1 && request.authority() != null;
            case HTTP_2 -> hosts <= 1 && request.authority() != null;
            default -> false;
        };
    }

    private static boolean isTargetOfOurs(HttpServerRequest request) {
        var target = request.uri();
        return target != null && (target.startsWith("/") || isSameHost(request)) && isDecodable(target);
    }

    /**
     * True if two hexadecimal digits follow each per cent sign (RFC 3986 section 2.1). The router throws for others.
     */
    private static boolean isDecodable(String target) {
        for (var at = target.indexOf('%'); at >= 0; at = target.indexOf('%', at + 1)) {
            if (at + 2 >= target.length() || !HexFormat.isHexDigit(target.charAt(at + 1))
                    || !HexFormat.isHexDigit(target.charAt(at + 2))) {
                return false;
            }
        }
        return true;
    }

    /** Counts all headers; one name may come several times. */
    private static int lines(MultiMap headers) {
        var lines = 0;
        for (var ignored : headers) {
            lines++;
        }
        return lines;
    }

    /** True if a target in absolute form, which proxies use, names the host of the Host header. */
    private static boolean isSameHost(HttpServerRequest request) {
        try {
            var host = request.getHeader(HttpHeaders.HOST);
            return host != null && host.equalsIgnoreCase(URI.create(request.uri()).getRawAuthority());
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }
}
