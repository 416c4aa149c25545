package nl.rijkscloud.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import nl.rijkscloud.vault.LinkSecret;
import nl.rijkscloud.vault.SessionSecret;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Thousands of connections without a complete request, on the documented heap size: the process survives, and all
 * others are served.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HostileConnectionsIT {
    private static final int SOME = 2000;
    private static final int MANY = 10_000;
    /** Connections per second where the users' speed is measured. */
    private static final int PACE = 500;
    /**
     * Each comes from a network of its own, so that all together reach the portal-wide limit first. All of 127.0.0.0/8
     * is this machine.
     */
    private static final int SOURCES = 40;
    /** An unused link: an attacker who tries many. */
    private static final String LINK = unusedLink();
    private static final String COOKIE = "__Host-session=" + SessionSecret.random(new SecureRandom()).cookie();
    private static final int ENOUGH_LINES_FOR_A_DISK = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path folder;

    private PortalProcess portal;

    /** The bytes that each connection sends. */
    private enum Attack {
        NOTHING(""),
        HEAD_OF_SHORT_LINES(begin("POST /api/submissions") + "a:b\r\n".repeat(3150)),
        HEAD_OF_LONG_LINES(begin("POST /api/submissions") + ("a: " + "b".repeat(150) + "\r\n").repeat(95)),
        BODY_OF_ONE_BYTE(
                begin("POST /api/submissions") + "Content-Type: application/json\r\nContent-Length: 60000\r\n\r\n{"),
        BODY_OF_SHORT_TRAILERS(begin("POST /api/submissions")
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"
                + "a:b\r\n".repeat(3000)),
        HEAD_BEHIND_A_WHOLE_REQUEST(begin("GET /") + "\r\n" + begin("POST /api/submissions") + "a:b\r\n".repeat(3000)),
        HEAD_BEHIND_A_BODY(begin("POST /api/sessions") + "Content-Type: application/json\r\nContent-Length: "
                + LINK.length() + "\r\n\r\n" + LINK + begin("POST /api/submissions") + "a:b\r\n".repeat(3000)),
        MANY_REQUESTS_AND_NO_READING((begin("GET /") + "\r\n").repeat(200));

        private final byte[] bytes;

        Attack(String text) {
            bytes = text.getBytes(StandardCharsets.US_ASCII);
        }

        private static String begin(String request) {
            return request + " HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\n";
        }
    }

    /**
     * A server that discards all that it receives. The attacker shares the cores of this machine with the portal and
     * its users, so the users' speed during an attack is compared with their speed while it strikes this server.
     */
    private static final class Sink implements Closeable {
        private final ServerSocket server = new ServerSocket(0, 4096);

        private Sink() throws IOException {
            Thread.startVirtualThread(this::accept);
        }

        private int port() {
            return server.getLocalPort();
        }

        private void accept() {
            try {
                while (true) {
                    var connection = server.accept();
                    Thread.startVirtualThread(() -> discard(connection));
                }
            } catch (IOException closed) {
                // The measurement is over.
            }
        }

        private static void discard(Socket connection) {
            try (connection) {
                connection.getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException cut) {
                // The attacker closed it.
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    /** A visitor who loads a page, and data for which the server asks the database, again and again. */
    private final class User {
        private final HttpClient client;
        private final List<Long> nanos = new ArrayList<>();

        private User(String address) throws IOException {
            client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                    .localAddress(InetAddress.getByName(address)).build();
        }

        private CompletableFuture<Integer> visitUntil(AtomicBoolean over) {
            return CompletableFuture.supplyAsync(() -> {
                var visits = 0;
                do {
                    visit();
                    visits++;
                } while (!over.get());
                return visits;
            }, Thread::startVirtualThread);
        }

        private void visit() {
            try {
                var begun = System.nanoTime();
                assertThat(send(request("/").GET())).isEqualTo(200);
                assertThat(send(request("/api/transfer?transfer=" + UUID.randomUUID()).header("Cookie", COOKIE).GET()))
                        .isIn(401, 404);
                nanos.add(System.nanoTime() - begun);
            } catch (IOException | InterruptedException cut) {
                throw new AssertionError("a user was not served", cut);
            }
        }

        private long p95() {
            var sorted = nanos.stream().sorted().toList();
            return sorted.get(sorted.size() * 95 / 100);
        }

        /** Retries when a kept-alive connection was closed, as browsers do; Java's client does so for GET only. */
        private int send(HttpRequest.Builder request) throws IOException, InterruptedException {
            try {
                return client.send(request.build(), BodyHandlers.discarding()).statusCode();
            } catch (IOException closed) {
                return client.send(request.build(), BodyHandlers.discarding()).statusCode();
            }
        }

        private HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + portal.baseUrl().getPort() + path))
                    .timeout(PATIENCE);
        }
    }

    @BeforeAll
    void start() throws IOException {
        var limits = new JsonObject().put("linksPerSourcePerMinute", 60); // as we ship it
        portal = PortalProcess.start(folder,
                PortalProcess.surroundings(folder, new JsonObject().put("limits", limits)), List.of(),
                List.of("@" + Path.of("conf/jvm.options").toAbsolutePath()));
    }

    @AfterAll
    void close() {
        portal.close();
    }

    @ParameterizedTest
    @EnumSource
    void connectionsOfManySourcesDoNotSlowOthers(Attack attack) throws Exception {
        attack(attack, SOME, SOURCES, 0, new User("127.0.0.2"));
    }

    @ParameterizedTest
    @EnumSource
    void connectionsOfOneSourceDoNotSlowOthers(Attack attack) throws Exception {
        attack(attack, SOME, 1, 0, new User("127.0.0.2"));
    }

    @Tag("soak")
    @ParameterizedTest
    @EnumSource
    void tenThousandConnectionsDoNotSlowOthers(Attack attack) throws Exception {
        var reference = new User("127.0.0.2");
        try (var sink = new Sink()) {
            open(attack, SOME, SOURCES, PACE, sink.port(), reference);
        }
        var meanwhile = new User("127.0.0.2");
        attack(attack, MANY, SOURCES, PACE, meanwhile);
        assertThat(meanwhile.p95()).as("%s, nanoseconds", attack).isLessThanOrEqualTo(2 * reference.p95());
    }

    private void attack(Attack attack, int connections, int sources, int pace, User user) throws Exception {
        var lines = portal.log().lines().count();
        open(attack, connections, sources, pace, portal.baseUrl().getPort(), user);
        Awaitility.await().atMost(PATIENCE).until(() -> portal.ready() == 200);
        new User("127.0.0.2").visit();
        assertThat(portal.log().lines().skip(lines)).hasSizeLessThan(ENOUGH_LINES_FOR_A_DISK)
                .noneMatch(line -> line.contains(" ERROR "));
    }

    /**
     * Opens connections while the user visits the portal, and closes them at the end.
     *
     * @param pace connections per second; 0 opens them as fast as possible
     * @param port of the server that is attacked
     */
    private void open(Attack attack, int connections, int sources, int pace, int port, User user) throws Exception {
        var over = new AtomicBoolean();
        var visits = user.visitUntil(over);
        var open = new ArrayList<Socket>();
        try {
            var begun = System.nanoTime();
            for (int i = 0; i < connections; i++) {
                if (pace > 0) {
                    var due = begun + TimeUnit.SECONDS.toNanos(i) / pace;
                    TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                }
                open.add(connect(attack.bytes, source(i % sources), port));
                if (!portal.isAlive()) {
                    throw new AssertionError("the portal ended after " + i + " connections: " + portal.log());
                }
            }
            over.set(true);
            assertThat(visits.get()).isPositive();
        } finally {
            over.set(true);
            for (var socket : open) {
                socket.close();
            }
        }
    }

    /** The portal may refuse it, or cut it while it sends, by its limits. */
    private static Socket connect(byte[] bytes, String source, int port) throws IOException {
        var socket = new Socket();
        try {
            socket.setReceiveBufferSize(2048);
            socket.bind(new InetSocketAddress(source, 0));
            socket.connect(new InetSocketAddress("127.0.0.1", port), (int) PATIENCE.toMillis());
            socket.getOutputStream().write(bytes);
        } catch (SocketException refused) {
            socket.close();
        }
        return socket;
    }

    private static String unusedLink() {
        var parts = LinkSecret.random(new SecureRandom()).urlEnd().split("#");
        return new JsonObject().put("link", parts[0]).put("secret", parts[1]).encode();
    }

    private static String source(int number) {
        return "127.0." + (number + 1) + ".1";
    }
}
