package nl.rijkscloud.stream;

import static nl.rijkscloud.stream.StoredSample.FULL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import nl.rijkscloud.blob.SegmentPool;
import nl.rijkscloud.download.DirectMemory;
import nl.rijkscloud.http.ByteRange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DownloaderTest {
    private static final int LARGE = 24 << 20;

    private static final HttpClientOptions HTTP_2 = new HttpClientOptions()
            .setSsl(true)
            .setTrustAll(true)
            .setVerifyHost(false)
            .setUseAlpn(true)
            .setProtocolVersion(HttpVersion.HTTP_2);

    private final SegmentPool pool = new SegmentPool(4 << 20);

    @TempDir
    Path folder;

    private StoredSample sample;

    @BeforeEach
    void open() {
        sample = new StoredSample(folder);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65504, 65505, 4 * 65504, 4 * 65504 + 1, 9 * 65504 - 1})
    void aDocumentArrivesWhole(int length) throws Exception {
        var content = StoredSample.bytes(length);
        var document = sample.store(content);
        try (var server = new SenderServer(sample.blobs(), pool,
                DownloadContent.of(document)); var client = HttpClient.newHttpClient()) {
            assertThat(get(client, server).body()).isEqualTo(content);
            assertThat(server.outcome().sent()).isEqualTo(new HandoverProgress(ByteRange.whole(length), true));
            assertThat(sample.timesOpen(document.id())).isZero();
        }
    }

    @Test
    void fullPoolStillServesEveryDownload() throws Exception {
        var content = StoredSample.bytes(9 * FULL);
        var none = new SegmentPool(1);
        try (var server = new SenderServer(sample.blobs(), none, DownloadContent.of(sample.store(content)));
                var client = HttpClient.newHttpClient()) {
            assertThat(get(client, server).body()).isEqualTo(content);
        }
    }

    @Test
    void documentDamagedAtItsStartGivesAnError() throws Exception {
        var document = sample.store(StoredSample.bytes(3 * FULL));
        sample.flipBitIn(document.id(), 0);
        try (var server = new SenderServer(sample.blobs(), pool,
                DownloadContent.of(document)); var client = HttpClient.newHttpClient()) {
            assertThat(get(client, server).statusCode()).isEqualTo(500);
            assertThat(server.outcome().failure()).isInstanceOf(DamagedDocument.class);
            assertThat(sample.timesOpen(document.id())).isZero();
        }
    }

    @Test
    void documentDamagedFurtherOnBreaksTheConnection() throws Exception {
        var document = sample.store(StoredSample.bytes(40 * FULL));
        sample.flipBitIn(document.id(), 30);
        try (var server = new SenderServer(sample.blobs(), pool,
                DownloadContent.of(document)); var client = HttpClient.newHttpClient()) {
            assertThatThrownBy(() -> get(client, server)).isInstanceOf(IOException.class);
            assertThat(server.outcome().failure()).isInstanceOf(DamagedDocument.class);
            assertThat(sample.timesOpen(document.id())).isZero();
        }
    }

    @Test
    void aFileThatShrinksUnderTheDownloadBreaksTheConnection() throws Exception {
        var document = sample.store(StoredSample.bytes(LARGE));
        try (var server = new SenderServer(sample.blobs(), pool,
                DownloadContent.of(document)); var socket = request(server)) {
            var body = body(socket.getInputStream());
            try (var file = sample.writable(document.id())) {
                file.truncate(file.size() - 1);
            }
            assertThat(readToEnd(body)).isLessThan(LARGE);
            assertThat(server.outcome().failure()).isInstanceOf(DamagedDocument.class);
        }
    }

    @Test
    void aStaleSegmentNeverEndsCleanly() throws Exception {
        var content = StoredSample.bytes(40 * FULL);
        var document = sample.store(content);
        var stale = sample.segment(document.id(), 20);
        sample.overwrite(document.id(), content);
        var current = new StoredDocument(document.key(), document.id(), document.length(),
                sample.seals(document.id(), content.length));
        sample.replaceSegment(document.id(), 20, stale);
        try (var server = new SenderServer(sample.blobs(), pool,
                DownloadContent.of(current)); var socket = request(server)) {
            assertThat(readToEnd(body(socket.getInputStream()))).isLessThanOrEqualTo(39L * FULL);
            assertThat(server.outcome().failure()).isInstanceOf(DamagedDocument.class);
        }
    }

    @Test
    void aDamagedDocumentResetsAnHttp2Stream() throws Exception {
        var document = sample.store(StoredSample.bytes(40 * FULL));
        sample.flipBitIn(document.id(), 30);
        try (var server = new SenderServer(sample.blobs(), pool, DownloadContent.of(document),
                SenderServer.tls(folder))) {
            var client = server.vertx().createHttpClient(HTTP_2);
            var body = client.request(HttpMethod.GET, server.port(), "localhost", "/")
                    .compose(request -> request.send())
                    .compose(response -> {
                        assertThat(response.version()).isEqualTo(HttpVersion.HTTP_2);
                        return response.body();
                    });
            assertThatThrownBy(() -> body.await(10, TimeUnit.SECONDS)).hasMessageContaining("reset");
            assertThat(server.outcome().failure()).isInstanceOf(DamagedDocument.class);
        }
    }

    @Test
    void disconnectStopsReadingAndClosesTheFile() throws Exception {
        var document = sample.store(StoredSample.bytes(LARGE));
        try (var server = new SenderServer(sample.blobs(), pool, DownloadContent.of(document))) {
            try (var socket = request(server)) {
                body(socket.getInputStream()).readNBytes(FULL);
                assertThat(sample.timesOpen(document.id())).isEqualTo(1);
            }
            var outcome = server.outcome();
            assertThat(outcome.sent().complete()).isFalse();
            assertThat(outcome.sent().range().start()).isZero();
            assertThat(outcome.sent().range().end()).isBetween((long) FULL, LARGE - 1L);
            assertThat(sample.timesOpen(document.id())).isZero();
        }
    }

    @Test
    void http2ResetStopsReadingAndClosesTheFile() throws Exception {
        var document = sample.store(StoredSample.bytes(LARGE));
        try (var server = new SenderServer(sample.blobs(), pool, DownloadContent.of(document),
                SenderServer.tls(folder))) {
            var client = server.vertx().createHttpClient(HTTP_2);
            var response = client.request(HttpMethod.GET, server.port(), "localhost", "/")
                    .compose(request -> request.send().map(answer -> answer.pause()))
                    .await(10, TimeUnit.SECONDS);
            assertThat(sample.timesOpen(document.id())).isEqualTo(1);

            response.request().reset();

            assertThat(server.outcome().sent().complete()).isFalse();
            assertThat(sample.timesOpen(document.id())).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void slowReaderHoldsFewSegments(boolean tls) throws Exception {
        // Netty allocates four megabytes at once, also for the client and for other servers of this JVM. The bound is a
        // quarter of the memory that a reader without a limit takes.
        var content = StoredSample.bytes(3 * LARGE);
        var document = sample.store(content);
        var options = tls ? SenderServer.tls(folder) : new HttpServerOptions();
        try (var server = new SenderServer(sample.blobs(), pool, DownloadContent.of(document), options)) {
            var client = server.vertx()
                    .createHttpClient(new HttpClientOptions().setSsl(tls).setTrustAll(true).setVerifyHost(false));
            var before = DirectMemory.settled();
            var response = client.request(HttpMethod.GET, server.port(), "localhost", "/")
                    .compose(request -> request.send().map(answer -> answer.pause()))
                    .await(60, TimeUnit.SECONDS);
            await().during(3, TimeUnit.SECONDS).atMost(60, TimeUnit.SECONDS).untilAsserted(
                    () -> assertThat(DirectMemory.used() - before).isLessThan(content.length / 4L));

            assertThat(server.outcomeNow()).as("still under way").isNull();
            var body = response.body();
            response.resume();
            assertThat(body.await(60, TimeUnit.SECONDS).getBytes()).isEqualTo(content);
            assertThat(server.outcome().sent().complete()).isTrue();
        }
    }

    private static HttpResponse<byte[]> get(
            HttpClient client, SenderServer server) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + "/"))
                .version(HttpClient.Version.HTTP_1_1).build();
        return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private static Socket request(SenderServer server) throws IOException {
        var socket = new Socket("localhost", server.port());
        socket.setReceiveBufferSize(1 << 16);
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** Skips the head. */
    private static InputStream body(InputStream stream) throws IOException {
        for (var last = 0; last != 0x0d0a0d0a; ) {
            last = last << 8 | stream.read();
        }
        return stream;
    }

    /** Counts the bytes until the connection ends, cleanly or not. */
    private static long readToEnd(InputStream stream) {
        var total = 0L;
        try {
            var buffer = new byte[1 << 16];
            for (var read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                total += read;
            }
        } catch (IOException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
        return total;
    }
}
