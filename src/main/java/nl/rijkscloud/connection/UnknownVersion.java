package nl.rijkscloud.connection;

import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;

/**
 * Marks a request with an unknown version of HTTP, such as 1.2 or 3.7 (RFC 9110 section 15.6.6). Vert.x would answer
 * 501 without our headers as soon as anybody asks for the version; so the request is marked as unreadable, and
 * {@code RequestGuard} answers it.
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
