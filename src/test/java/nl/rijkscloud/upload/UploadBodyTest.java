package nl.rijkscloud.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.core.streams.ReadStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.CRC32C;
import nl.rijkscloud.connection.DirectBody;
import nl.rijkscloud.connection.Pipelining;
import nl.rijkscloud.testing.RawConnection;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Both ways of reading a body yield the same bytes, slow down the sender, and leave the connection ready for the next
 * request.
 */
final class UploadBodyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LITTLE = 5000;
    private static final List<Integer> SIZES = List.of(1, 8191, 8192, 65_536, 65_537, 3_000_000);

    private final Vertx vertx = Vertx.vertx();
    private final Queue<ByteBuf> seen = new ConcurrentLinkedQueue<>();
    private final Random random = new Random(11);

    private enum Way {
        PLAIN {
            @Override
            ReadStream<Buffer> of(HttpServerRequest request) {
                return request.pause();
            }
        },
        DIRECT {
            @Override
            ReadStream<Buffer> of(HttpServerRequest request) {
                return DirectBody.of(request.pause()).orElseThrow();
            }
        },
        A_LITTLE_AT_A_TIME {
            @Override
            ReadStream<Buffer> of(HttpServerRequest request) {
                var body = DirectBody.of(request.pause()).orElseThrow();
                body.reads(() -> LITTLE);
                return body;
            }
        };

        abstract ReadStream<Buffer> of(HttpServerRequest request);
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().await();
    }

    @ParameterizedTest
    @EnumSource
    void bytesArriveInOrderAndTheConnectionIsReused(Way way) throws Exception {
        try (var line = new RawConnection(serve(way))) {
            for (var size : SIZES) {
                var body = bytes(size);
                line.lines("POST / HTTP/1.1", "Host: localhost", "Content-Length: " + size, "").bytes(body);
                assertThat(line.readHead()).contains("bytes: " + size).contains("checksum: " + checksum(body));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void chunkedBodyArrives(Way way) throws Exception {
        var body = bytes(300_000);
        try (var line = new RawConnection(serve(way))) {
            line.lines("POST / HTTP/1.1", "Host: localhost", "Transfer-Encoding: chunked", "");
            for (var from = 0; from < body.length; from += 50_000) {
                line.lines(Integer.toHexString(50_000)).bytes(Arrays.copyOfRange(body, from, from + 50_000)).lines("");
            }
            line.lines("0", "");
            assertThat(line.readHead()).contains("checksum: " + checksum(body));
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() throws Exception {
        var address = listen(request -> {
            var body = DirectBody.of(request.pause()).<ReadStream<Buffer>>map(direct -> direct).orElse(request);
            vertx.setTimer(30, later -> answer(request, body));
        });
        var one = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nfirst";
        var two = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 6\r\n\r\nsecond";
        try (var line = new RawConnection(address)) {
            line.bytes((one + two + one).getBytes(StandardCharsets.US_ASCII));
            assertThat(line.readHead()).contains("bytes: 5");
            assertThat(line.readHead()).contains("bytes: 6");
            assertThat(line.readHead()).contains("bytes: 5");
        }
    }

    @ParameterizedTest
    @EnumSource
    void slowSinkSlowsTheSenderDown(Way way) throws Exception {
        var address = listen(request -> way.of(request).pause());
        try (var line = new RawConnection(address)) {
            line.lines("POST / HTTP/1.1", "Host: localhost", "Content-Length: 1000000000", "");
            var sender = Thread.ofVirtual().start(() -> {
                try {
                    line.bytes(bytes(200_000_000));
                } catch (IOException closed) {
                    // at the end of the test
                }
            });
            assertThat(sender.join(Duration.ofSeconds(2))).as("the sender got rid of everything").isFalse();
        }
    }

    @Test
    void bytesNotPipedStayWithTheRequestAndTheConnectionIsReused() throws Exception {
        var address = listen(request -> {
            var body = DirectBody.of(request.pause()).orElseThrow();
            vertx.setTimer(20, later -> {
                body.giveBack();
                answer(request, request);
            });
        });
        var bytes = bytes(500_000);
        try (var line = new RawConnection(address)) {
            for (var i = 0; i < 2; i++) {
                line.lines("POST / HTTP/1.1", "Host: localhost", "Content-Length: " + bytes.length, "").bytes(bytes);
                assertThat(line.readHead()).contains("checksum: " + checksum(bytes));
            }
        }
    }

    @Test
    void cutConnectionLeaksNoMemory() throws Exception {
        var address = listen(request -> {
            var connection = ((ConnectionBase) request.connection()).channelHandlerContext();
            connection.pipeline().addBefore(connection.name(), null, new Watcher());
            DirectBody.of(request.pause()).orElseThrow();
        });
        try (var line = new RawConnection(address)) {
            line.bytes("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\nthe body"
                    .getBytes(StandardCharsets.US_ASCII));
            Awaitility.await().atMost(PATIENCE).until(() -> !seen.isEmpty());
            line.cut(); // a server that does not read learns of it by the idle time-out
        }
        Awaitility.await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(seen).allMatch(bytes -> bytes.refCnt() == 0));
    }

    @Test
    void http2UsesVertxOwnPath() throws Exception {
        var address = listen(true,
                request -> request.response().end(DirectBody.of(request).isPresent() ? "direct" : "plain"));
        try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            var upgrade = HttpRequest.newBuilder(address).build();
            client.send(upgrade, BodyHandlers.ofString()); // of HTTP/1.1; those after it are of HTTP/2
            var answer = client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(answer.body()).isEqualTo("plain");
        }
    }

    /** Records events without slowing them down. */
    private final class Watcher extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (message instanceof HttpContent content && content.content().isReadable()) {
                seen.add(content.content());
            }
            ctx.fireChannelRead(message);
        }
    }

    private URI serve(Way way) {
        return listen(request -> {
            var body = way.of(request);
            vertx.setTimer(1, later -> answer(request, body));
        });
    }

    /** Accepts everything, with a pause now and then, and responds with the received bytes. */
    private void answer(HttpServerRequest request, ReadStream<Buffer> body) {
        var checksum = new CRC32C();
        var count = new long[1];
        body.handler(bytes -> {
            checksum.update(bytes.getBytes());
            count[0] += bytes.length();
            if (random.nextInt(8) == 0) {
                body.pause();
                vertx.setTimer(1, later -> body.resume());
            }
        });
        body.endHandler(end -> request.response()
                .putHeader("bytes", Long.toString(count[0]))
                .putHeader("checksum", Long.toString(checksum.getValue()))
                .end());
        body.resume();
    }

    private URI listen(Handler<HttpServerRequest> handler) {
        return listen(false, handler);
    }

    private URI listen(boolean http2, Handler<HttpServerRequest> handler) {
        var options = new HttpServerOptions().setHost("localhost").setPort(0).setIdleTimeout(5)
                .setHttp2ClearTextEnabled(http2);
        var port = vertx.createHttpServer(options)
                .connectionHandler(Pipelining::watch)
                .requestHandler(handler)
                .listen()
                .await()
                .actualPort();
        return URI.create("http://localhost:" + port);
    }

    private byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static long checksum(byte[] bytes) {
        var checksum = new CRC32C();
        checksum.update(bytes);
        return checksum.getValue();
    }
}
