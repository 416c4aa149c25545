package nl.rijkscloud.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.Sample;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import nl.rijkscloud.testing.TusUpload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The portal is stopped after the last byte of a download was sent and before the download was recorded. */
final class StopWhileRecordingDownloadTest {
    private static final byte[] CONTENT = Sample.text(100_000, 1);

    @TempDir
    private Path folder;

    @Test
    void stopWaitsUntilAnEndedDownloadIsRecorded() throws Exception {
        var portal = TestPortal.start(folder, new JsonObject().put("server", new JsonObject().put("drain", "1s")));
        try (portal) {
            var database = portal.config().database();
            var document = delivered(portal);
            var staff = StaffJourney.signIn(portal, DemoStaff.SANNE);
            staff.open(document.getString("link"));
            CompletableFuture<Void> stopping;
            try (var other = connect(database); var statement = other.createStatement()) {
                other.setAutoCommit(false);
                statement.execute("select from transfer where state = 'delivered' for update");
                assertThat(staff.download(document)).isEqualTo(CONTENT);

                stopping = CompletableFuture.runAsync(portal::stop);

                await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(4)).until(() -> !stopping.isDone());
                other.rollback();
            }
            stopping.join();

            assertThat(TestDatabase.value(database, "select count(*) from document where downloaded_at is not null"))
                    .contains("1");
            assertThat(TestDatabase.value(database,
                    "select count(*) from audit_entry where action = 'document-downloaded'")).contains("1");
        }
    }

    /** The document's address in a staff browser, and the link that opens it. */
    private static JsonObject delivered(DemoPortal portal) {
        var sender = SenderJourney.begin(portal);
        var upload = TusUpload.create(sender.browser(), "film.txt", CONTENT.length);
        assertThat(upload.append(0, CONTENT).statusCode()).isEqualTo(204);
        sender.submit();
        var id = SenderJourney.documents(sender.report()).getFirst().getString("id");
        return new JsonObject().put("href", "/api/documents/" + id).put("link", sender.downloadLink());
    }

    private static Connection connect(Config.Database config) throws Exception {
        return DriverManager.getConnection("jdbc:" + config.uri(), config.user(), config.password().reveal());
    }
}
