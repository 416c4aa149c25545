package nl.rijkscloud.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.TestPortal;
import nl.rijkscloud.testing.TusUpload;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits of a connection, and the order in which connections are closed when there are too many. */
final class ClientConnectionsTest {
    private static final int PER_SOURCE = 10;
    private static final String PROXY = "127.0.0.9";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private static Path folder;

    private static DemoPortal portal;

    private final List<Socket> open = new ArrayList<>();

    @BeforeAll
    static void start() {
        portal = TestPortal.start(folder, new JsonObject().put("server", new JsonObject()
                .put("trustedProxies", new JsonArray().add(PROXY))
                .put("connections", new JsonObject().put("perSource", PER_SOURCE).put("headTimeout", "1s")
                        .put("bodyTimeout", "1s"))));
    }

    @AfterAll
    static void close() {
        portal.close();
    }

    @AfterEach
    void closeAll() throws IOException {
        for (var socket : open) {
            socket.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET / HTTP/1.1\r\nHost: localhost\r\n"})
    void dribblingHeadIsClosedThoughNeverSilent(String begin) throws Exception {
        var line = send("127.0.2.1", begin);

        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100))
                .until(() -> isClosedAfter(line, begin.isEmpty() ? "" : "a:b\r\n"));
        assertThat(hits("head-time")).isPositive();
    }

    @Test
    void floodOfPipelinedRequestsGetsAFewAnswersAndIsClosed() throws Exception {
        var line = send("127.0.2.20", "GET /api/transfer HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(30));

        assertThat(readAll(line).split("HTTP/1.1 404", -1)).hasSize(1 + Pipelining.MOST_EARLY + 1);
        assertThat(hits("pipelined-requests")).isPositive();
    }

    @Test
    void dribblingBodyGetsAnErrorResponse() throws Exception {
        var line = send("127.0.2.2", post("Content-Length: 1000\r\n"));
        line.setSoTimeout(100);

        var answer = new StringBuilder();
        Awaitility.await().atMost(PATIENCE).until(() -> {
            line.getOutputStream().write('{');
            answer.append(read(line));
            return answer.length() > 0;
        });
        assertThat(answer.toString()).startsWith("HTTP/1.1 408 ");
        assertThat(hits("body-time")).isPositive();
    }

    @Test
    void headWithTooManyLinesIsRefusedEvenWithoutAnEnd() throws Exception {
        assertThat(readAll(send("127.0.2.3", "GET / HTTP/1.1\r\nHost: localhost\r\n" + "a:b\r\n".repeat(150))))
                .startsWith("HTTP/1.1 431 ");
        assertThat(readAll(send("127.0.2.3", "GET / HTTP/1.1\r\nHost: localhost\r\n" + "a:b\r\n".repeat(150) + "\r\n")))
                .startsWith("HTTP/1.1 431 ");
        assertThat(readAll(send("127.0.2.3", "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "a:b\r\n".repeat(90) + "\r\n")))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void oldestWaitingConnectionOfTheSourceIsClosedForANewcomer() throws Exception {
        for (int i = 0; i < 3 * PER_SOURCE; i++) {
            send("127.0.2.4", "GET /");
        }

        var newcomer = send("127.0.2.4", "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(readAll(newcomer)).startsWith("HTTP/1.1 200 ");
        assertThat(readAll(open.getFirst())).as("long before its time was over").isEmpty();
        assertThat(hits("connections-per-source")).isGreaterThanOrEqualTo(2 * PER_SOURCE);
    }

    @Test
    void neighbourBetweenTwoRequestsOutlivesIdleConnections() throws Exception {
        var page = "GET /gegevens HTTP/1.1\r\nHost: localhost\r\n";
        var neighbour = send("127.0.2.6", page + "\r\n");
        neighbour.setSoTimeout((int) PATIENCE.toMillis());
        assertThat(read(neighbour)).startsWith("HTTP/1.1 200 ");
        neighbour.setSoTimeout(200);
        while (!read(neighbour).isEmpty()) {
            // the rest of the page
        }

        for (int i = 0; i < 3 * PER_SOURCE; i++) {
            send("127.0.2.6", "GET /");
        }
        assertThat(readAll(open.get(1))).as("the first that only waits has made room").isEmpty();
        neighbour.getOutputStream().write((page + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));

        assertThat(readAll(neighbour)).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void neighbourOfABusyClientIsServedOnANewConnection() throws Exception {
        var page = "GET /gegevens HTTP/1.1\r\nHost: localhost\r\n";
        for (int i = 0; i < 3 * PER_SOURCE; i++) {
            assertThat(read(send("127.0.2.7", page + "\r\n"))).startsWith("HTTP/1.1 200 ");
        }

        assertThat(readAll(send("127.0.2.7", page + "Connection: close\r\n\r\n"))).startsWith("HTTP/1.1 200 ");
        readAll(open.getFirst()); // the rest of its page
        assertThat(isClosedAfter(open.getFirst(), "")).as("idle longest").isTrue();
    }

    @Test
    void uploadIsNotCutForANewcomer() throws Exception {
        var sender = SenderJourney.begin(portal);
        for (int i = 0; i < PER_SOURCE; i++) {
            send("127.0.2.5", patch(TusUpload.create(sender.browser(), "half" + i + ".txt", 2)) + "a");
        }
        Awaitility.await().atMost(PATIENCE)
                .until(() -> readAll(send("127.0.2.5", "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")).isEmpty());

        for (var upload : open.subList(0, PER_SOURCE)) {
            upload.getOutputStream().write('b');
            upload.setSoTimeout((int) PATIENCE.toMillis());
            assertThat(read(upload)).startsWith("HTTP/1.1 204 ");
        }
    }

    @Test
    void proxyGetsMoreConnectionsAndEachForwardedAddressItsOwnRequests() throws Exception {
        var sender = SenderJourney.begin(portal);
        for (int i = 0; i < PER_SOURCE; i++) {
            send(PROXY, patch(TusUpload.create(sender.browser(), "proxied" + i + ".txt", 2))
                    .replace("\r\n\r\n", "\r\nX-Forwarded-For: 192.0.2.1\r\n\r\n") + "a");
        }
        var page = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Forwarded-For: ";

        Awaitility.await().atMost(PATIENCE)
                .until(() -> readAll(send(PROXY, page + "192.0.2.1\r\n\r\n")).startsWith("HTTP/1.1 429 "));
        assertThat(readAll(send(PROXY, page + "192.0.2.2\r\n\r\n"))).startsWith("HTTP/1.1 200 ");
        assertThat(hits("requests-per-source")).isPositive();
    }

    private static String post(String length) {
        return "POST /api/sessions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + length + "\r\n";
    }

    private static String patch(TusUpload upload) {
        return "PATCH " + upload.path() + " HTTP/1.1\r\nHost: localhost\r\nCookie: " + upload.client().cookie()
                + "\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\nContent-Type: " + TusUpload.BODY
                        + "\r\nContent-Length: 2\r\n\r\n";
    }

    private Socket send(String source, String text) throws IOException {
        var socket = new Socket();
        open.add(socket);
        socket.bind(new InetSocketAddress(source, 0));
        socket.connect(new InetSocketAddress("127.0.0.1", portal.config().server().port()));
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.setTcpNoDelay(true);
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException refused) {
            // the client sees the end when it reads
        }
        return socket;
    }

    private static boolean isClosedAfter(Socket line, String bytes) {
        try {
            line.setSoTimeout(1);
            line.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
            return line.getInputStream().read() < 0;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException closed) {
            return true;
        }
    }

    /** Returns bytes that are there now, or that arrive before the time-out. */
    private static String read(Socket line) throws IOException {
        try {
            var block = new byte[8192];
            var count = line.getInputStream().read(block);
            return new String(block, 0, Math.max(0, count), StandardCharsets.US_ASCII);
        } catch (SocketTimeoutException nothing) {
            return "";
        }
    }

    private static String readAll(Socket line) {
        var all = new StringBuilder();
        try {
            for (int octet; (octet = line.getInputStream().read()) >= 0; ) {
                all.append((char) octet);
            }
        } catch (IOException reset) {
            // end of stream
        }
        return all.toString();
    }

    private static double hits(String limit) throws Exception {
        var address = URI.create("http://127.0.0.1:" + portal.config().management().port() + "/metrics");
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body()
                .lines()
                .filter(line -> line.startsWith("rijkscloud_limits_total{limit=\"" + limit + "\"}"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
