package nl.rijkscloud.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import nl.rijkscloud.blob.BlobPlace;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.testing.LogLines;
import nl.rijkscloud.testing.Sample;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import nl.rijkscloud.testing.TusUpload;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The document folder belongs to this portal, or the portal does not serve. Each test leaves it running. */
final class StoreClaimTest {
    private static final byte[] CONTENT = Sample.text(1000, 1);

    private static DemoPortal portal;
    private static Path folder;
    private static Path away;
    private static SenderJourney sender;

    @BeforeAll
    static void upload(@TempDir Path temporary) {
        portal = TestPortal.start(temporary, new JsonObject().put("management", new JsonObject().put("port", 0)));
        folder = portal.config().storage().folder();
        away = folder.resolveSibling("away");
        sender = SenderJourney.begin(portal);
        append();
    }

    @AfterAll
    static void close() {
        portal.close();
    }

    @Test
    void newPortalMarksItsFolderAndRecognisesIt() throws Exception {
        assertThat(BlobPlace.inFolder(folder).mark()).map(UUID::toString)
                .isEqualTo(value("select folder_mark from installation"));
        assertThat(value("select folder_marked from installation")).contains("t");

        portal.restart();

        append();
    }

    @Test
    void startWaitsForALateMountAndWritesNothing() throws Exception {
        portal.stop();
        unmount();

        CompletableFuture<Void> starting;
        try (var log = new LogLines()) {
            starting = CompletableFuture.runAsync(portal::restart);
            await().atMost(Duration.ofSeconds(30)).until(() -> log.all().stream()
                    .anyMatch(line -> line.startsWith("not started yet, waiting: ")));
        }
        assertThat(starting).isNotDone();
        assertThat(isEmpty()).as("nothing is written to the mount point").isTrue();
        mount();

        starting.join();
        append();
    }

    @Test
    void folderOfAnotherPortalIsRefused() throws Exception {
        portal.stop();
        var place = BlobPlace.inFolder(folder);
        var own = place.mark().orElseThrow();
        place.setMark(UUID.randomUUID());

        assertThatThrownBy(portal::restart).hasStackTraceContaining("belongs to another portal");

        place.setMark(own);
        portal.restart();
    }

    @Test
    void folderOfAnEarlierVersionIsClaimedWhenItHoldsDocumentsOfThisDatabase() throws Exception {
        portal.stop();
        Files.delete(folder.resolve("installation"));
        TestDatabase.sql(portal.config().database(), "update installation set folder_marked = false");

        portal.restart();

        assertThat(BlobPlace.inFolder(folder).mark()).isPresent();
    }

    @Test
    void unmountedFolderTakesNoDocument() throws Exception {
        unmount();

        assertThat(TusUpload.announce(sender.browser(), 10, "filename " + TusUpload.base64("a.txt")).statusCode())
                .isGreaterThanOrEqualTo(500);

        assertThat(isEmpty()).isTrue();
        mount();
        append();
    }

    private static void append() {
        assertThat(TusUpload.create(sender.browser(), "brief.txt", CONTENT.length).append(0, CONTENT).statusCode())
                .isEqualTo(204);
    }

    private Optional<String> value(String query) {
        return TestDatabase.value(portal.config().database(), query);
    }

    private boolean isEmpty() throws IOException {
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private void unmount() throws IOException {
        Files.move(folder, away);
        Files.createDirectory(folder);
    }

    private void mount() throws IOException {
        Files.delete(folder);
        Files.move(away, folder);
    }
}
