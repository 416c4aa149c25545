package nl.rijkscloud.scan;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import nl.rijkscloud.config.ScanSettings;
import nl.rijkscloud.content.ScanResult;
import nl.rijkscloud.content.ScanResult.Reason;
import nl.rijkscloud.content.ScanResult.State;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import nl.rijkscloud.testing.TusUpload;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Debian's clamd scans documents that are uploaded to a portal. */
final class ClamdTest {
    private static final int SEGMENT = 65504;
    private static final ScanSettings POLICY = new ScanSettings(
            ScanSettings.Kind.CLAMD, Optional.empty(), false, 0, Optional.empty(), Duration.ofSeconds(20),
            ScanSettings.Treatment.REFUSE, ScanSettings.Treatment.DELIVER, Duration.ZERO);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String CANARY = "KANARIE-IN-EEN-BRIEF";

    private static OwnClamd clamd;
    private static DemoPortal portal;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        clamd = OwnClamd.start(OwnClamd.ALL_ALERTS);
        portal = TestPortal.start(folder, new JsonObject().put("scan", new JsonObject()
                .put("kind", "clamd").put("address", clamd.address().toString()).put("hold", "4h")));
    }

    @AfterAll
    static void stop() {
        if (portal != null) {
            portal.close();
        }
        if (clamd != null) {
            clamd.close();
        }
    }

    @Test
    void everySideSeesThatNothingWasFound() {
        var sender = SenderJourney.begin(portal);
        sender.add("brief.txt", text(100_000));
        assertClean(sender.awaitChecked());
        sender.submit();
        assertClean(sender.report());
        var staff = StaffJourney.signIn(portal, DemoStaff.SANNE);
        staff.open(sender.downloadLink());
        assertClean(staff.transfer());
        assertThat(document(staff.transfer()).getBoolean("confirm")).isFalse();
    }

    private static void assertClean(JsonObject transfer) {
        var scan = document(transfer).getJsonObject("scan");
        assertThat(scan.getString("state")).isEqualTo("clean");
        assertThat(scan.getString("engine")).startsWith("ClamAV 1.");
        assertThat(scan.getInstant("at")).isNotNull();
        assertThat(scan.getString("reason")).isNull();
    }

    @Test
    void malwareAtTheEndOfALargeDocumentIsRefusedAndNamedInTheReport() {
        var sender = SenderJourney.begin(portal);
        sender.add("brief.txt", text(100));
        sender.add("lang.txt", infected(3_900_000, 3_900_000 - OwnClamd.MALWARE.length()));
        sender.awaitChecked();
        sender.submit();

        var found = SenderJourney.documents(sender.report()).get(1);

        assertThat(found.getString("state")).isEqualTo("refused");
        assertThat(found.getString("refusal")).isEqualTo("infected");
        assertThat(found.getJsonObject("scan").getString("state")).isEqualTo("infected");
        assertThat(found.getJsonObject("scan").getString("finding")).isEqualTo(OwnClamd.FINDING);
    }

    @Test
    void malwareOverTheBorderOfTwoSegmentsIsFound() {
        assertThat(stateOf("grens.txt", infected(3 * SEGMENT, SEGMENT - 10))).isEqualTo("infected");
    }

    @Test
    void malwareInAZipIsFound() throws IOException {
        assertThat(stateOf("stukken.zip", zip(infected(1000, 500)))).isEqualTo("infected");
    }

    @Test
    void malwareInAResumedUploadIsFound() {
        var sender = SenderJourney.begin(portal);
        var content = infected(2 * SEGMENT, SEGMENT + 100);
        var upload = TusUpload.create(sender.browser(), "hervat.txt", content.length);
        upload.append(0, Arrays.copyOf(content, SEGMENT + 110));
        upload.append(SEGMENT + 110, Arrays.copyOfRange(content, SEGMENT + 110, content.length));

        assertThat(scan(sender).getString("state")).isEqualTo("infected");
    }

    @Test
    void documentThatClamdDoesNotReadToItsEndIsNotClean() {
        assertThat(reasonOf("groot.txt", infected(5_000_000, 4_900_000))).isEqualTo("too-large");
    }

    @Test
    void documentLargerThanClamdTakesIsNotClean() {
        assertThat(reasonOf("groter.txt", text(30_000_000))).isEqualTo("too-large");
    }

    @Test
    void zipWithAPasswordIsNotClean() {
        assertThat(reasonOf("geheim.zip", ProbeArchives.locked())).isEqualTo("encrypted");
    }

    @Test
    void scannerKeepsNothingOfADocument() throws IOException {
        stateOf("kanarie.txt", (CANARY + "\n").repeat(1000).getBytes(US_ASCII));

        try (var files = Files.walk(clamd.folder())) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), US_ASCII)).as(file.toString()).doesNotContain(CANARY);
            }
        }
    }

    @Test
    void documentWaitsForAScannerThatIsAwayAndIsScannedOnceItIsBack() throws IOException {
        clamd.kill();
        var sender = SenderJourney.begin(portal);
        sender.add("brief.txt", infected(1000, 10));
        await().atMost(PATIENCE).until(() -> document(sender.transfer()).getJsonObject("scan") != null);
        assertWaits(document(sender.transfer()));
        sender.submit();
        sender.open(sender.reportLink());
        var report = PortalClient.json(sender.browser().get("/api/report"));
        assertThat(report.getString("state")).isEqualTo("submitted");
        assertWaits(document(report));

        clamd.restart();
        TestDatabase.sql(portal.config().database(),
                "update document set check_due = now() where check_due is not null");

        assertThat(document(sender.report()).getString("refusal")).isEqualTo("infected");
    }

    private static void assertWaits(JsonObject document) {
        assertThat(document.getString("state")).isEqualTo("checking");
        assertThat(document.getJsonObject("scan").getString("reason")).isEqualTo("waiting");
    }

    @Test
    void scannerKilledInTheMiddleDoesNotMeanClean() throws IOException {
        try (var victim = OwnClamd.start(OwnClamd.ALL_ALERTS)) {
            assertThat(scanInterrupted(victim, victim::kill)).contains(Reason.UNREACHABLE);
        }
    }

    @Test
    void withoutAlertsOnlySmallPlainDocumentsAreClean() throws IOException {
        try (var quiet = OwnClamd.start("")) {
            var vertx = Vertx.vertx();
            var scanner = new ClamdScanner(client(vertx, quiet), Duration.ofSeconds(20));
            var inspection = new ScanInspection(scanner, POLICY, InstantSource.system());
            assertThat(inspect(inspection, text(1000)).state()).isEqualTo(State.CLEAN);
            assertThat(inspect(inspection, zip(text(1000))).state()).isEqualTo(State.CLEAN);
            assertThat(inspect(inspection, zip(new byte[30_000_000])).reason()).contains(Reason.TOO_LARGE);
            assertThat(inspect(inspection, ProbeArchives.layered()).reason()).contains(Reason.TOO_LARGE);
            assertThat(inspect(inspection, ProbeArchives.locked()).reason()).contains(Reason.ENCRYPTED);
            vertx.close().await();
        }
    }

    private static ScanResult inspect(ScanInspection inspection, byte[] content) throws IOException {
        try (var passage = inspection.begin("stuk.zip", content.length)) {
            passage.add(ByteBuffer.wrap(content));
            return passage.outcome().scan().orElseThrow();
        }
    }

    private static Optional<Reason> scanInterrupted(OwnClamd victim, Runnable interruption) {
        var vertx = Vertx.vertx();
        try (var scan = new ClamdScanner(client(vertx, victim), Duration.ofSeconds(20)).begin(2_000_000)) {
            scan.add(ByteBuffer.wrap(text(1_000_000)));
            interruption.run();
            scan.add(ByteBuffer.wrap(text(1_000_000)));
            return scan.finish().reason();
        } finally {
            vertx.close().await();
        }
    }

    private static Clamd client(Vertx vertx, OwnClamd server) {
        return new Clamd(vertx.createNetClient(), vertx.getOrCreateContext(),
                SocketAddress.domainSocketAddress(server.address().getPath()));
    }

    private static String stateOf(String name, byte[] content) {
        return scanned(name, content).getString("state");
    }

    private static String reasonOf(String name, byte[] content) {
        return scanned(name, content).getString("reason");
    }

    private static JsonObject scanned(String name, byte[] content) {
        var sender = SenderJourney.begin(portal);
        sender.add(name, content);
        return scan(sender);
    }

    private static JsonObject scan(SenderJourney sender) {
        return document(sender.awaitChecked()).getJsonObject("scan");
    }

    private static JsonObject document(JsonObject transfer) {
        return SenderJourney.documents(transfer).getFirst();
    }

    private static byte[] text(int length) {
        return "Geachte mevrouw, hierbij de stukken. ".repeat(length / 37 + 1).substring(0, length).getBytes(US_ASCII);
    }

    private static byte[] infected(int length, int at) {
        return ByteBuffer.wrap(text(length)).put(at, OwnClamd.MALWARE.getBytes(US_ASCII)).array();
    }

    private static byte[] zip(byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("brief.txt"));
            zip.write(content);
        }
        return bytes.toByteArray();
    }
}
