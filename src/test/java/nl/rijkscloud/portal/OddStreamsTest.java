package nl.rijkscloud.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.rijkscloud.testing.LogLines;
import nl.rijkscloud.testing.RawHttp2;
import nl.rijkscloud.testing.TestCertificate;
import nl.rijkscloud.testing.TestPortal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTP/2 requests with invalid pseudo-header fields (RFC 9113 sections 8.3 and 8.5). */
final class OddStreamsTest {
    private static final int STREAM = 1;
    private static final int PRIORITY = 0x20;
    private static final int PRIORITY_BYTES = 5;

    @TempDir
    private Path folder;

    @Test
    void oddStreamIsNoInternalErrorAndTheNextConnectionWorks() throws Exception {
        var certificate = TestCertificate.make(folder, "EC");
        try (var portal = TestPortal.start(folder.resolve("portal"), certificate.settings())) {
            var port = portal.config().server().port();
            var host = "localhost:" + port;
            for (var odd : List.of(
                    fields(":method", "CONNECT", ":authority", host),
                    fields(":method", "CONNECT", ":scheme", "https", ":authority", host, ":path", "/"),
                    fields(":method", "GET", ":scheme", "https", ":authority", host, ":path", "api/transfer"),
                    fields(":method", "GET", ":scheme", "https", ":authority", host, ":path",
                            "http://other/api/transfer"),
                    fields(":method", "GET", ":scheme", "https", ":authority", host, ":path", "*"),
                    fields(":method", "GET", ":scheme", "https", ":authority", host, ":path", "/api/%zz"),
                    fields(":method", "GET", ":scheme", "https", ":authority", "a b", ":path", "/api/transfer"),
                    fields(":method", "GET", ":scheme", "https", ":path", "/api/transfer"),
                    fields(":method", "GET", ":scheme", "https", ":authority", host),
                    fields(":scheme", "https", ":authority", host, ":path", "/"),
                    fields(":method", "TRACE", ":scheme", "https", ":authority", host, ":path", "/"))) {
                try (var log = new LogLines(); var line = new RawHttp2(certificate.trusted(), port)) {
                    assertThat(status(line, odd)).as("%s", odd).matches("4\\d\\d|none");
                    assertThat(log.warnings()).as("%s", odd).isEmpty();
                }
            }
            try (var client = HttpClient.newBuilder().sslContext(certificate.trusted())
                    .version(HttpClient.Version.HTTP_2).build()) {
                var page = client.send(HttpRequest.newBuilder(URI.create("https://" + host + "/")).build(),
                        BodyHandlers.discarding());
                assertThat(page.statusCode()).isEqualTo(200);
            }
        }
    }

    private static Map<String, String> fields(String... namesAndValues) {
        var fields = new LinkedHashMap<String, String>();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }

    /** The status of the stream; none when it or the connection ends instead. */
    private static String status(RawHttp2 line, Map<String, String> fields) throws IOException, Http2Exception {
        try {
            line.frame(RawHttp2.HEADERS, RawHttp2.END_HEADERS | RawHttp2.END_STREAM, STREAM,
                    RawHttp2.fields(fields)).flush();
            while (true) {
                var frame = line.read();
                if (frame.type() == RawHttp2.GOAWAY || frame.type() == RawHttp2.RST_STREAM
                        && frame.stream() == STREAM) {
                    return "none";
                }
                if (frame.type() == RawHttp2.HEADERS && frame.stream() == STREAM) {
                    var fragment = Unpooled.wrappedBuffer(frame.payload())
                            .skipBytes((frame.flags() & PRIORITY) == 0 ? 0 : PRIORITY_BYTES);
                    return new DefaultHttp2HeadersDecoder().decodeHeaders(STREAM, fragment).status().toString();
                }
            }
        } catch (EOFException | SocketException ended) {
            return "none";
        }
    }
}
