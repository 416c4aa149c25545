package nl.rijkscloud.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.testing.LogLines;
import nl.rijkscloud.testing.RawConnection;
import nl.rijkscloud.testing.RawHttp2;
import nl.rijkscloud.testing.TestCertificate;
import nl.rijkscloud.testing.TestPortal;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One HTTP/2 connection with very many requests is cut: other clients do not notice, and the log has no more than a
 * handful of lines.
 */
final class DeadConnectionTest {
    private static final int STREAMS = 1000;
    private static final int HANDFUL = 5;
    private static final int CANCEL = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private static Path folder;

    private static DemoPortal portal;
    private static TestCertificate certificate;

    /** The way in which the client goes. */
    private enum End { CUT, RESET_STREAMS, GOAWAY }

    @BeforeAll
    static void start() throws Exception {
        certificate = TestCertificate.make(folder, "EC");
        portal = TestPortal.start(folder.resolve("portal"), certificate.settings());
    }

    @AfterAll
    static void close() {
        portal.close();
    }

    @ParameterizedTest
    @EnumSource
    void openRequestsCutTogetherLogAlmostNothing(End end) throws Exception {
        try (var log = new LogLines(); var others = client()) {
            var line = new RawHttp2(certificate.trusted(), port());
            try {
                for (int i = 0; i < STREAMS; i++) {
                    line.frame(RawHttp2.HEADERS, RawHttp2.END_HEADERS, stream(i),
                            RawHttp2.fields(head("/api/sessions")));
                    if (end == End.RESET_STREAMS) {
                        line.frame(RawHttp2.RST_STREAM, 0, stream(i), ByteBuffer.allocate(4).putInt(CANCEL).array());
                    }
                }
                if (end == End.GOAWAY) {
                    line.frame(RawHttp2.GOAWAY, 0, 0, new byte[8]);
                }
                line.flush();
                line.read(); // processing has begun
            } catch (IOException refused) {
                // this is allowed
            }
            line.cut();
            for (int i = 0; i < 20; i++) {
                assertThat(page(others)).isEqualTo(200);
            }
            Awaitility.await().during(Duration.ofSeconds(1)).atMost(PATIENCE)
                    .until(() -> page(others) == 200 && log.warnings().size() <= HANDFUL);
            assertThat(log.warnings()).hasSizeLessThanOrEqualTo(HANDFUL)
                    .noneMatch(text -> text.contains("ERROR") || text.contains("trace"));
        }
    }

    /** Each was used to bring down HTTP/2 servers: CVE-2024-27983, CVE-2023-44487, CVE-2019-9512 and others. */
    private enum Flood {
        CONTINUATION {
            @Override
            void send(RawHttp2 line, int i) {
                line.frame(i == 0 ? RawHttp2.HEADERS : RawHttp2.CONTINUATION, 0, 1,
                        i == 0 ? RawHttp2.fields(head("/")) : RawHttp2.fields(Map.of("a", "b")));
            }
        },
        RAPID_RESET {
            @Override
            void send(RawHttp2 line, int i) {
                line.frame(RawHttp2.HEADERS, RawHttp2.END_HEADERS | RawHttp2.END_STREAM, stream(i),
                        RawHttp2.fields(head("/")))
                        .frame(RawHttp2.RST_STREAM, 0, stream(i), ByteBuffer.allocate(4).putInt(CANCEL).array());
            }
        },
        STREAMS_WITHOUT_END {
            @Override
            void send(RawHttp2 line, int i) {
                line.frame(RawHttp2.HEADERS, RawHttp2.END_HEADERS, stream(i), RawHttp2.fields(head("/api/sessions")));
            }
        },
        EMPTY_DATA {
            @Override
            void send(RawHttp2 line, int i) {
                if (i == 0) {
                    line.frame(RawHttp2.HEADERS, RawHttp2.END_HEADERS, 1, RawHttp2.fields(head("/api/sessions")));
                }
                line.frame(RawHttp2.DATA, 0, 1, new byte[0]);
            }
        };

        abstract void send(RawHttp2 line, int i);
    }

    @ParameterizedTest
    @EnumSource
    void floodsOfFramesAreCutOrRefused(Flood flood) throws Exception {
        try (var log = new LogLines(); var others = client(); var line = new RawHttp2(certificate.trusted(), port())) {
            try {
                for (int i = 0; i < STREAMS; i++) {
                    flood.send(line, i);
                }
                line.flush();
                Awaitility.await().atMost(PATIENCE)
                        .until(() -> List.of(RawHttp2.GOAWAY, RawHttp2.RST_STREAM).contains(line.read().type()));
            } catch (IOException closed) {
                // a reset ends it too; an open connection would run into the time-out
                assertThat(closed).isNotInstanceOf(SocketTimeoutException.class);
            }
            assertThat(page(others)).isEqualTo(200);
            assertThat(log.warnings()).hasSizeLessThanOrEqualTo(HANDFUL).noneMatch(text -> text.contains("ERROR"))
                    .noneMatch(text -> text.contains("nl.rijkscloud") && text.contains("trace"));
        }
    }

    @Test
    void garbageLogsNoError() throws Exception {
        try (var log = new LogLines(); var others = client()) {
            for (var garbage
                    : List.of("GET / HTTP/1.1\r\n\r\n", "\u0000\u0001\u0002", "\u0016\u0003\u0001\u00ff\u00ff")) {
                try (var line = new RawConnection(URI.create("http://localhost:" + port()))) {
                    line.bytes(garbage.getBytes(StandardCharsets.ISO_8859_1)).cut();
                }
            }
            try (var line = new RawHttp2(certificate.trusted(), port())) {
                line.frame(RawHttp2.HEADERS, RawHttp2.END_HEADERS, 1, new byte[] {-1, -1, -1, -1}).flush();
                Awaitility.await().atMost(PATIENCE).until(() -> line.read().type() == RawHttp2.GOAWAY);
            }
            try (var line = new RawHttp2(certificate.trusted(), port())) {
                line.frame(99, 0, 0, new byte[10]).frame(RawHttp2.DATA, 0, 0, new byte[10]).flush();
                Awaitility.await().atMost(PATIENCE).until(() -> line.read().type() == RawHttp2.GOAWAY);
            }
            assertThat(page(others)).isEqualTo(200);
            assertThat(log.warnings())
                    .noneMatch(text -> text.contains("ERROR") || text.contains("trace") || text.contains("127.0.0.1"));
        }
    }

    private static int stream(int i) {
        return 2 * i + 1;
    }

    private static Map<String, String> head(String path) {
        var head = new LinkedHashMap<String, String>();
        head.put(":method", "POST");
        head.put(":scheme", "https");
        head.put(":authority", "localhost:" + port());
        head.put(":path", path);
        head.put("content-type", "application/json");
        head.put("content-length", "60000");
        return head;
    }

    private static HttpClient client() throws Exception {
        return HttpClient.newBuilder().sslContext(certificate.trusted()).build();
    }

    private static int page(HttpClient client) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("https://localhost:" + port() + "/")).timeout(PATIENCE).build();
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }

    private static int port() {
        return portal.config().server().port();
    }
}
