package nl.rijkscloud.scan;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import nl.rijkscloud.config.ScanSettings;
import nl.rijkscloud.config.ScanSettings.Kind;
import nl.rijkscloud.config.ScanSettings.Treatment;
import nl.rijkscloud.content.ScanResult.Reason;
import nl.rijkscloud.content.ScanResult.State;
import nl.rijkscloud.scan.Scanner.Verdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Debian's c-icap, with its usual settings, looks at documents. It says 204 about whatever it does not look at. */
final class IcapTest {
    private static final String CANARY = "KANARIE-IN-EEN-BRIEF";

    private static OwnClamd clamd;
    private static OwnIcap server;
    private Vertx vertx;
    private IcapScanner scanner;

    @BeforeAll
    static void startServer() throws IOException {
        clamd = OwnClamd.start(OwnClamd.ALL_ALERTS);
        server = OwnIcap.start(clamd);
    }

    @AfterAll
    static void stopServer() {
        if (server != null) {
            server.close();
        }
        if (clamd != null) {
            clamd.close();
        }
    }

    @BeforeEach
    void connect() {
        vertx = Vertx.vertx();
        scanner = ScanWiring.icap(vertx, settings(server.address(), OwnIcap.MAXIMUM));
    }

    @AfterEach
    void disconnect() {
        vertx.close().await();
    }

    private static ScanSettings settings(URI address, long maximum) {
        return new ScanSettings(Kind.ICAP, Optional.of(address), false, maximum, Optional.empty(),
                Duration.ofSeconds(20), Treatment.REFUSE, Treatment.DELIVER, Duration.ZERO);
    }

    private Verdict scan(byte[] content) {
        try (var scan = scanner.begin(content.length)) {
            for (var from = 0; from < content.length; from += 65_504) {
                scan.add(ByteBuffer.wrap(content, from, Math.min(65_504, content.length - from)));
            }
            return scan.finish();
        }
    }

    @Test
    void nothingIsFoundInALetterOfAnyLength() {
        for (var length : new int[] {0, 1, 2, 1023, 1024, 1025, 100_000, OwnIcap.MAXIMUM}) {
            var verdict = scan(text(length));

            assertThat(verdict.state()).as("%d bytes", length).isEqualTo(State.CLEAN);
            assertThat(verdict.engine()).hasValueSatisfying(engine -> {
                assertThat(engine.name()).startsWith("C-ICAP/0.5");
                assertThat(engine.signatures()).hasValueSatisfying(tag -> assertThat(tag).startsWith("CI0001-"));
            });
        }
    }

    @Test
    void malwareIsFoundInTheFirstBytesAndInTheLast() {
        var mark = OwnClamd.MALWARE.length();
        for (var length : new int[] {mark, 1024, 65_504 + 10, OwnIcap.MAXIMUM}) {
            for (var at : new int[] {0, length - mark}) {
                var verdict = scan(infected(length, at));

                assertThat(verdict.state()).as("%d bytes, at %d", length, at).isEqualTo(State.INFECTED);
                assertThat(verdict.finding()).contains(OwnClamd.FINDING);
            }
        }
    }

    @Test
    void documentOfAKindThatTheServerSkipsIsNotClean() {
        var pdf = ByteBuffer.wrap(infected(5000, 3000)).put(0, "%PDF-1.7\n".getBytes(US_ASCII)).array();

        assertThat(scan(pdf).reason()).contains(Reason.SKIPPED);
        assertThat(scan("%PDF-1.7\n1 0 obj".getBytes(US_ASCII)).reason()).as("short").contains(Reason.SKIPPED);
    }

    @Test
    void documentAboveTheMaximumIsNotSent() {
        assertThat(scan(infected(OwnIcap.MAXIMUM + 1, 10)).reason()).contains(Reason.TOO_LARGE);
    }

    @Test
    void serverThatLooksAtLessThanItsMaximumIsNotBelieved() {
        scanner = ScanWiring.icap(vertx, settings(server.address(), 2 * OwnIcap.MAXIMUM));

        assertThat(scan(text(100)).reason()).contains(Reason.UNREACHABLE);
        assertThat(scanner.isReady()).isFalse();
    }

    @Test
    void faultsOfTheServerAreNamed() throws IOException {
        assertThat(ScannerFaults.find(settings(server.address(), OwnIcap.MAXIMUM))).isEmpty();
        assertThat(ScannerFaults.findInMaximum(settings(server.address(), OwnIcap.MAXIMUM))).isEmpty();
        assertThat(ScannerFaults.findInMaximum(settings(server.address(), 2 * OwnIcap.MAXIMUM)))
                .hasValueSatisfying(fault -> assertThat(fault).contains("scan.maximum"));
        assertThat(ScannerFaults.find(settings(server.address().resolve("/none"), OwnIcap.MAXIMUM)))
                .singleElement().asString().contains("answers 404 to OPTIONS");
    }

    @Test
    void archiveWithAPasswordOrManyLayersIsNotClean() {
        assertThat(scan(ProbeArchives.locked()).reason()).contains(Reason.ENCRYPTED);
        assertThat(scan(ProbeArchives.layered()).reason()).contains(Reason.TOO_LARGE);
    }

    @Test
    void scannerBehindTheServerThatIsKilledDoesNotMeanClean() throws IOException {
        try (var victim = OwnClamd.start(OwnClamd.ALL_ALERTS); var front = OwnIcap.start(victim)) {
            scanner = ScanWiring.icap(vertx, settings(front.address(), OwnIcap.MAXIMUM));
            assertThat(scan(text(100)).state()).isEqualTo(State.CLEAN);
            victim.kill();

            assertThat(scan(text(100)).reason()).contains(Reason.UNREACHABLE);
        }
    }

    @Test
    void serverThatIsKilledInTheMiddleDoesNotMeanClean() throws IOException {
        try (var front = OwnIcap.start(clamd)) {
            scanner = ScanWiring.icap(vertx, settings(front.address(), OwnIcap.MAXIMUM));
            try (var scan = scanner.begin(1_000_000)) {
                scan.add(ByteBuffer.wrap(text(500_000)));
                front.kill();
                scan.add(ByteBuffer.wrap(text(500_000)));

                assertThat(scan.finish().reason()).contains(Reason.UNREACHABLE);
            }
        }
    }

    @Test
    void serverKeepsNothingOfADocument() throws IOException {
        assertThat(scan((CANARY + "\n").repeat(20_000).getBytes(US_ASCII)).state()).isEqualTo(State.CLEAN);

        try (var files = Files.walk(server.folder())) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), US_ASCII)).as(file.toString()).doesNotContain(CANARY);
            }
        }
    }

    private static byte[] text(int length) {
        return "Geachte mevrouw, hierbij de stukken. ".repeat(length / 37 + 1).substring(0, length).getBytes(US_ASCII);
    }

    private static byte[] infected(int length, int at) {
        return ByteBuffer.wrap(text(length)).put(at, OwnClamd.MALWARE.getBytes(US_ASCII)).array();
    }
}
