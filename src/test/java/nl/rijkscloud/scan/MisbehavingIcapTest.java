package nl.rijkscloud.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.NetSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import nl.rijkscloud.content.ScanResult.Reason;
import nl.rijkscloud.content.ScanResult.State;
import nl.rijkscloud.scan.Scanner.Verdict;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An ICAP server that does not behave makes a document "not scanned", soon, and never clean. */
final class MisbehavingIcapTest {
    private ScriptedIcap icap;

    @BeforeEach
    void start() {
        icap = new ScriptedIcap();
    }

    @AfterEach
    void stop() {
        icap.close();
    }

    @Test
    void answerAfterThePreviewAloneIsNotClean() {
        icap.behaviour = (socket, received) -> {
            if (received.isPreview()) {
                socket.write(ScriptedIcap.CLEAN);
            }
        };

        assertThat(icap.scan(2).reason()).contains(Reason.SKIPPED);
        assertThat(icap.scan(900_000).reason()).contains(Reason.SKIPPED);
    }

    @Test
    void answerBeforeTheEndIsNotClean() {
        icap.options = ScriptedIcap.options("");
        icap.behaviour = (socket, received) -> {
            socket.pause();
            socket.write(ScriptedIcap.CLEAN);
        };
        icap.scanner = icap.scanner(ScriptedIcap.PATIENCE, ScriptedIcap.LARGE);

        assertThat(icap.scan(ScriptedIcap.LARGE - 1).state()).isEqualTo(State.NOT_SCANNED);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "ICAP/1.0 404 Service not found\r\n\r\n", "ICAP/1.0 503 Busy\r\n\r\n", "ICAP/1.0 500 Error\r\n\r\n",
        "ICAP/1.0 100 Continue\r\n\r\nICAP/1.0 100 Continue\r\n\r\n", "HTTP/1.1 204 No\r\n\r\n", "204\r\n\r\n",
        "ICAP/1.0 302 Found\r\n\r\n", "\r\n\r\n"})
    void otherAnswersAreNotClean(String text) {
        icap.behaviour = (socket, received) -> ScriptedIcap.answer(socket, received, text);

        assertThat(icap.scan(5000).reason()).contains(Reason.UNREACHABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "ICAP/1.0 204 N", "ICAP/1.0 204 No\r\nISTag: \"t\"\r\n",
        "ICAP/1.0 200 OK\r\nX-Infection-Found: Threat=A;\r\nEncapsulated: res-hdr=0, res-body=50\r\n\r\nHTTP/1.1 4"})
    void halfAnAnswerIsNotClean(String text) {
        icap.behaviour = (socket, received) -> {
            ScriptedIcap.answer(socket, received, text.isEmpty() ? "I" : text);
            if (received.isWhole()) {
                socket.close();
            }
        };

        assertThat(icap.scan(5000).reason()).contains(Reason.UNREACHABLE);
    }

    /** One that is silent counts as away for a while, and would not get the second document. */
    @Test
    void hangingUpInTheMiddleOfAnAnswerIsNoticedAtOnce() {
        icap.behaviour = (socket, received) -> {
            ScriptedIcap.answer(socket, received, "ICAP/1.0 204 No\r\nISTag: \"t\"\r\n");
            if (received.isWhole()) {
                socket.close();
            }
        };
        icap.scanner = icap.scanner(ScriptedIcap.NO_PATIENCE, ScriptedIcap.MAXIMUM);

        assertThat(icap.scan(5000).reason()).contains(Reason.UNREACHABLE);
        assertThat(icap.scan(5000).reason()).contains(Reason.UNREACHABLE);
        assertThat(icap.documents).hasValue(2);
    }

    @Test
    void headersWithoutEndAreGivenUp() {
        icap.behaviour = (socket, received) -> ScriptedIcap.answer(socket, received,
                "ICAP/1.0 204 No\r\n" + "X-Long: 0123456789\r\n".repeat(5000));

        assertThat(icap.scan(5000).reason()).contains(Reason.UNREACHABLE);
    }

    @Test
    void oneThatHangsUpInTheMiddleIsNotClean() {
        icap.behaviour = (socket, received) -> {
            ScriptedIcap.answer(socket, received, ScriptedIcap.CLEAN);
            if (received.count > 100_000) {
                socket.close();
            }
        };

        assertThat(icap.scan(900_000).reason()).contains(Reason.UNREACHABLE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void oneThatFallsSilentIsGivenUpAndNobodyWaitsForItAgainSoon(int afterThePreview) {
        icap.behaviour = (socket, received) -> {
            if (afterThePreview == 1 && received.isPreview()) {
                socket.write("ICAP/1.0 100 Continue\r\n\r\n");
            }
        };
        icap.scanner = icap.scanner(ScriptedIcap.NO_PATIENCE, ScriptedIcap.MAXIMUM);

        assertThat(icap.scan(5000).reason()).contains(Reason.UNREACHABLE);
        assertThat(icap.scan(5000).reason()).contains(Reason.UNREACHABLE);
        assertThat(icap.documents).hasValue(1);
    }

    @Test
    void oneThatTakesNothingIsGivenUp() {
        icap.behaviour = MisbehavingIcapTest::askAndTakeNothing;
        icap.scanner = icap.scanner(ScriptedIcap.NO_PATIENCE, ScriptedIcap.LARGE);

        assertThat(icap.scan(ScriptedIcap.LARGE - 1).reason()).contains(Reason.UNREACHABLE);
    }

    private static void askAndTakeNothing(NetSocket socket, ScriptedIcap.Received received) {
        if (received.isPreview()) {
            socket.write("ICAP/1.0 100 Continue\r\n\r\n");
            socket.pause();
        }
    }

    @Test
    void writerWaitsForTheServerAndGoesOnWhenTheScanIsCancelled() throws InterruptedException {
        icap.behaviour = MisbehavingIcapTest::askAndTakeNothing;
        icap.scanner = icap.scanner(ScriptedIcap.PATIENCE, ScriptedIcap.LARGE);
        var taken = new AtomicInteger();
        var scan = icap.scanner.begin(ScriptedIcap.LARGE - 1);
        var verdict = new AtomicReference<Verdict>();
        var writer = Thread.ofPlatform().start(() -> {
            while (taken.addAndGet(50_000) < ScriptedIcap.LARGE) {
                scan.add(ByteBuffer.wrap(new byte[50_000]));
            }
            verdict.set(scan.finish());
        });
        var last = new AtomicInteger();
        Awaitility.await().until(() -> last.getAndSet(taken.get()) == taken.get()
                && writer.getState() == Thread.State.TIMED_WAITING);
        assertThat(taken.get()).isLessThan(ScriptedIcap.LARGE - 50_000);

        scan.close();

        writer.join();
        assertThat(verdict.get().reason()).contains(Reason.UNREACHABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "ICAP/1.0 404 Service not found\r\n\r\n", "ICAP/1.0 200 OK\r\nMethods: REQMOD\r\nAllow: 204\r\n\r\n",
        "ICAP/1.0 200 OK\r\nMethods: RESPMOD\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n", "220 mail.example.nl ESMTP\r\n\r\n"})
    void serviceThatDoesNotOfferWhatWeNeedIsNotUsed(String text) {
        icap.options = text;

        assertThat(icap.scan(1000).reason()).contains(Reason.UNREACHABLE);
        assertThat(icap.documents).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothingIsCleanUntilTheTestAtTheEndOfTheMaximumIsFound(boolean readsAll) {
        icap.behaviour = (socket, received) -> ScriptedIcap.answer(socket, received, ScriptedIcap.CLEAN);
        icap.ofProof = (socket, received) -> {
            if (readsAll) {
                ScriptedIcap.answer(socket, received, ScriptedIcap.CLEAN);
            } else if (received.isPreview()) {
                socket.write(ScriptedIcap.CLEAN);
            }
        };

        assertThat(icap.scan(1000).reason()).contains(Reason.UNREACHABLE);
        assertThat(icap.scanner.isReady()).isFalse();
        assertThat(icap.documents).hasValue(0);
    }

    @Test
    void nobodyAtTheAddressIsUnreachable() {
        icap.server.close().await();

        assertThat(icap.scan(1000).reason()).contains(Reason.UNREACHABLE);
    }

    @Test
    void noMoreConnectionsAreOpenThanTheServerTakes() {
        icap.options = ScriptedIcap.options("Max-Connections: 1\r\n");
        icap.behaviour = (socket, received) -> ScriptedIcap.answer(socket, received, ScriptedIcap.CLEAN);
        icap.scanner = icap.scanner(ScriptedIcap.NO_PATIENCE, ScriptedIcap.MAXIMUM);
        try (var _ = icap.scanner.begin(1000)) {
            assertThat(icap.scan(1000).reason()).contains(Reason.UNREACHABLE);
            assertThat(icap.documents).hasValue(1);
        }
        assertThat(icap.scan(1000).state()).isEqualTo(State.CLEAN);
    }
}
