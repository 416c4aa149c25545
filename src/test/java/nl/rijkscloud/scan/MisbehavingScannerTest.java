package nl.rijkscloud.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import nl.rijkscloud.content.ScanResult.Reason;
import nl.rijkscloud.content.ScanResult.State;
import nl.rijkscloud.scan.Scanner.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A scanner that does not behave makes a document "not scanned", soon, and never clean. */
final class MisbehavingScannerTest {
    private static final int PROBES = 2;
    private static final Duration PATIENCE = Duration.ofMillis(300);

    private final AtomicInteger streams = new AtomicInteger();
    private Vertx vertx;
    private NetServer server;
    /** Gets the socket of the document's stream, and its bytes so far. */
    private BiConsumer<NetSocket, Buffer> behaviour = (socket, received) -> {};
    private String version = "ClamAV 1.4.6/27800/Mon Nov 23 10:00:00 2026";
    private ClamdScanner scanner;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        server = vertx.createNetServer().connectHandler(this::connect).listen(0, "127.0.0.1").await();
        var clamd = new Clamd(vertx.createNetClient(new NetClientOptions().setConnectTimeout(1000)),
                vertx.getOrCreateContext(), SocketAddress.inetSocketAddress(server.actualPort(), "127.0.0.1"));
        scanner = new ClamdScanner(clamd, PATIENCE);
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    private void connect(NetSocket socket) {
        var received = Buffer.buffer();
        var mine = new AtomicInteger(-1);
        socket.exceptionHandler(broken -> {});
        socket.handler(bytes -> {
            received.appendBuffer(bytes);
            if (received.toString("ISO-8859-1").startsWith("zVERSION\0")) {
                answer(socket, version);
                return;
            }
            if (mine.get() < 0) {
                mine.set(streams.incrementAndGet());
            }
            if (mine.get() > PROBES) {
                behaviour.accept(socket, received);
            } else if (isWhole(received)) {
                answer(socket, "stream: Heuristics.Limits.Exceeded.Encrypted FOUND");
            }
        });
    }

    private static void answer(NetSocket socket, String line) {
        socket.write(line + "\0").onComplete(done -> socket.close());
    }

    private static boolean isWhole(Buffer received) {
        return received.length() > 14 && received.getInt(received.length() - 4) == 0;
    }

    private Verdict scan(int length) {
        try (var scan = scanner.begin(length)) {
            for (var sent = 0; sent < length; sent += 50_000) {
                var piece = new byte[Math.min(50_000, length - sent)];
                Arrays.fill(piece, (byte) 'x');
                scan.add(ByteBuffer.wrap(piece));
            }
            return scan.finish();
        }
    }

    @Test
    void answerOfAWellBehavedOneCounts() {
        behaviour = (socket, received) -> {
            if (isWhole(received)) {
                answer(socket, "stream: OK");
            }
        };

        var verdict = scan(200_000);

        assertThat(verdict.state()).isEqualTo(State.CLEAN);
        assertThat(verdict.engine()).hasValueSatisfying(engine -> {
            assertThat(engine.name()).isEqualTo("ClamAV 1.4.6");
            assertThat(engine.signatures()).contains("27800");
        });
    }

    @Test
    void answerBeforeTheEndOfTheStreamIsRead() {
        behaviour = (socket, received) -> answer(socket, "INSTREAM size limit exceeded. ERROR");

        assertThat(scan(30_000_000).reason()).contains(Reason.TOO_LARGE);
    }

    @Test
    void okBeforeTheEndOfTheStreamIsNotClean() {
        behaviour = (socket, received) -> {
            behaviour = (same, more) -> {}; // it says so once, and reads on
            socket.write("stream: OK\0");
        };

        assertThat(scan(30_000_000).state()).isEqualTo(State.NOT_SCANNED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stream: ", "OK", "stream: OK FOUND OK", "<html>", "stream: OK\nstream: OK", "ERROR", ""})
    void garbageIsNotClean(String line) {
        behaviour = (socket, received) -> answer(socket, line);

        assertThat(scan(1000).reason()).contains(Reason.UNREACHABLE);
    }

    @Test
    void scannerThatHangsUpIsNotClean() {
        behaviour = (socket, received) -> socket.close();

        assertThat(scan(5_000_000).reason()).contains(Reason.UNREACHABLE);
    }

    @Test
    void oneThatAnswersWithoutEndIsNotClean() {
        behaviour = (socket, received) -> socket.write("stream: OK".repeat(5000));

        assertThat(scan(100_000).reason()).contains(Reason.UNREACHABLE);
    }

    @Test
    void scannerThatNeverAnswersIsGivenUp() {
        behaviour = (socket, received) -> {};

        assertThat(scan(1000).reason()).contains(Reason.UNREACHABLE);
        assertThat(scan(1000).reason()).as("nobody waits for it again soon").contains(Reason.UNREACHABLE);
        assertThat(streams).hasValue(PROBES + 1);
    }

    @Test
    void scannerThatTakesNothingIsGivenUp() {
        behaviour = (socket, received) -> socket.pause();

        assertThat(scan(100_000_000).reason()).contains(Reason.UNREACHABLE);
    }

    @Test
    void scannerThatDribblesIsGivenUp() {
        behaviour = (socket, received) -> vertx.setPeriodic(100, turn -> socket.write("s"));

        assertThat(scan(1000).reason()).contains(Reason.UNREACHABLE);
    }

    @Test
    void otherServiceIsNoScanner() {
        version = "220 mail.example.nl ESMTP";

        assertThat(scan(1000).reason()).contains(Reason.UNREACHABLE);
    }

    @Test
    void nobodyAtTheAddressIsUnreachable() {
        server.close().await();

        assertThat(scan(1000).reason()).contains(Reason.UNREACHABLE);
    }

    @Test
    void moreThanItCanHoldIsNotSent() {
        try (var scan = scanner.begin(1L << 31)) {
            assertThat(scan.finish().reason()).contains(Reason.TOO_LARGE);
        }
        assertThat(streams).hasValue(0);
    }
}
