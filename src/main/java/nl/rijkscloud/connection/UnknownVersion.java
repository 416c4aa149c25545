package nl.rijkscloud.connection;

import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;

/**
 * A request of HTTP/1.2, 3.7 or whatever stands in its first line (RFC 9110 section 15.6.6). Vert.x would answer 501 by
 * itself, without our headers, as soon as somebody asks for the version; so it is told that the request cannot be read,
 * and {@link RequestGuard} answers.
 */
public final class UnknownVersion extends Exception {
    private static final long serialVersionUID = 1;

    private UnknownVersion() {
        super("a version of HTTP that is none", null, false, false);
    }

    static void mark(HttpRequest head) {
        var version = head.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            head.setProtocolVersion(HttpVersion.HTTP_1_1);
            head.setDecoderResult(DecoderResult.failure(new UnknownVersion()));
        }
    }
}
