package nl.rijkscloud.upload;

import static nl.rijkscloud.testing.SenderJourney.expect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.zip.ZipInputStream;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.FaultyObjectServer;
import nl.rijkscloud.testing.FaultyObjectServer.Fault;
import nl.rijkscloud.testing.ObjectServer;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.RawConnection;
import nl.rijkscloud.testing.Sample;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestPortal;
import nl.rijkscloud.testing.TusUpload;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers of one portal whose documents lie in a bucket, over a line that the tests spoil. */
final class ObjectPortalTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LENGTH = 5_000_017;
    private static final byte[] CONTENT = Sample.text(LENGTH, 1);

    @TempDir
    private static Path folder;

    private static Config.S3 bucket;
    private static FaultyObjectServer line;
    private static List<DemoPortal> servers;

    @BeforeAll
    static void start() {
        bucket = ObjectServer.fresh();
        line = new FaultyObjectServer();
        servers = TestPortal.two(folder, ObjectServer.settings(line.before(bucket), folder.resolve("keys"))
                .mergeIn(new JsonObject().put("documents", new JsonObject().put("maxSize", "64MiB"))));
    }

    @AfterAll
    static void stop() {
        servers.reversed().forEach(DemoPortal::close);
        line.close();
    }

    @AfterEach
    void mend() {
        line.spoil(request -> Fault.NONE);
    }

    @Test
    void documentsGoTheWholeWayOverBothServersAndAreGoneWhenWithdrawn() throws Exception {
        var sender = SenderJourney.begin(servers.getFirst());
        var large = TusUpload.create(sender.browser(), "film.txt", LENGTH);
        expect(204, large.append(0, Arrays.copyOf(CONTENT, 2_000_003)));
        expect(204, elsewhere(sender, large).append(2_000_003, Arrays.copyOfRange(CONTENT, 2_000_003, LENGTH)));
        sender.add("brief.txt", Sample.text(100, 2));
        var first = Sample.text(300, 3);
        var created = TusUpload.announce(sender.browser(), first.length, "nota.txt", first);
        assertThat(created.statusCode()).isEqualTo(201);
        sender.submit();
        var report = sender.report();
        assertThat(SenderJourney.documents(report)).hasSize(3)
                .allSatisfy(document -> assertThat(document.getString("state")).isEqualTo("accepted"))
                .anySatisfy(document -> assertThat(document.getString("sha256")).isEqualTo(Sample.sha256(CONTENT)));
        assertThat(objects(large.id())).isNotEmpty();

        var staff = StaffJourney.signIn(servers.getFirst(), DemoStaff.SANNE);
        staff.open(sender.downloadLink());
        var document = SenderJourney.documents(staff.transfer()).stream()
                .filter(one -> one.getString("name").equals("film.txt")).findFirst().orElseThrow();
        assertThat(staff.download(document)).isEqualTo(CONTENT);
        assertRange(staff.browser(), document.getString("href"), 4_000_000, 4_900_000);
        assertRange(staff.browser().at(servers.getLast().baseUrl()), document.getString("href"), 65_500, 140_000);
        try (var zip = new ZipInputStream(new ByteArrayInputStream(staff.browser().download("/api/archive").body()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals("film.txt")) {
                    assertThat(zip.readAllBytes()).isEqualTo(CONTENT);
                }
            }
        }

        var withdrawn = staff.browser().post("/api/staff/transfers/" + sender.transferId() + "/withdraw",
                new JsonObject());
        assertThat(withdrawn.statusCode()).as(withdrawn.body()).isEqualTo(204);
        await().atMost(PATIENCE).until(() -> objects(large.id()).isEmpty());
    }

    @Test
    void serverOfObjectsThatFailsIsAnsweredWith503AndNothingIsLost() throws Exception {
        var sender = SenderJourney.begin(servers.getFirst());
        var upload = TusUpload.create(sender.browser(), "film.txt", LENGTH);
        expect(204, upload.append(0, Arrays.copyOf(CONTENT, 1_000_003)));
        line.spoil(request -> request.method().name().equals("PUT") ? Fault.ERROR : Fault.NONE);

        var refused = upload.append(1_000_003, Arrays.copyOfRange(CONTENT, 1_000_003, LENGTH));

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
        assertThat(PortalClient.json(refused).getString("code")).isEqualTo("unavailable");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        var offset = (int) upload.offset();
        assertThat(offset).isEqualTo(1_000_003);
        line.spoil(request -> Fault.NONE);
        expect(204, elsewhere(sender, upload).append(offset, Arrays.copyOfRange(CONTENT, offset, LENGTH)));
        assertThat(checked(sender).getString("state")).isEqualTo("accepted");
    }

    @Test
    void storeThatLosesEveryThirdAnswerLosesNoByte() throws Exception {
        var count = new AtomicInteger();
        line.spoil(request -> count.incrementAndGet() % 3 == 0 ? Fault.LOST_ANSWER : Fault.NONE);
        var sender = SenderJourney.begin(servers.getFirst());
        var upload = TusUpload.create(sender.browser(), "film.txt", LENGTH);
        for (var at = 0; at < LENGTH; at += 1_700_001) {
            expect(204, upload.append(at, Arrays.copyOfRange(CONTENT, at, Math.min(LENGTH, at + 1_700_001))));
        }
        assertThat(checked(sender).getString("state")).isEqualTo("accepted");
    }

    @Test
    void revivedWriterOnAnotherServerIsToldAndChangesNothing() throws Exception {
        var sender = SenderJourney.begin(servers.getFirst());
        var upload = TusUpload.create(sender.browser(), "film.txt", LENGTH);
        try (var zombie = new RawConnection(servers.getFirst().baseUrl())) {
            zombie.patch(upload, 0, LENGTH).bytes(Sample.text(1_000_000, 99));
            await().atMost(PATIENCE).until(() -> elsewhere(sender, upload).append(0, CONTENT).statusCode() == 204);

            zombie.bytes(Sample.text(LENGTH - 1_000_000, 98));

            assertThat(zombie.readHead()).startsWith("HTTP/1.1 409");
        }
        sender.submit();
        assertThat(SenderJourney.documents(sender.report()).getFirst().getString("sha256"))
                .isEqualTo(Sample.sha256(CONTENT));
    }

    @Test
    void manyUploadsToASlowStoreAllArrive() throws Exception {
        line.spoil(request -> request.method().name().equals("PUT") ? Fault.SLOW : Fault.NONE);
        var all = IntStream.range(0, 12).mapToObj(one -> CompletableFuture.runAsync(() -> {
            var sender = SenderJourney.begin(servers.getFirst());
            var upload = TusUpload.create(sender.browser(), "film.txt", LENGTH);
            expect(204, (one % 2 == 0 ? upload : elsewhere(sender, upload)).append(0, CONTENT));
            assertThat(checked(sender).getString("state")).isEqualTo("accepted");
        })).toList();
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
    }

    private static JsonObject checked(SenderJourney sender) {
        return SenderJourney.documents(sender.awaitChecked()).getFirst();
    }

    private static TusUpload elsewhere(SenderJourney sender, TusUpload upload) {
        return upload.by(sender.browser().at(servers.getLast().baseUrl()));
    }

    private static void assertRange(PortalClient browser, String href, int from, int to) throws IOException {
        try (var body = browser.stream(href, "Range", "bytes=" + from + "-" + (to - 1)).body()) {
            assertThat(body.readAllBytes()).isEqualTo(Arrays.copyOfRange(CONTENT, from, to));
        }
    }

    private static List<String> objects(String document) {
        return ObjectServer.keys(bucket).stream().filter(key -> key.contains(document)).toList();
    }
}
