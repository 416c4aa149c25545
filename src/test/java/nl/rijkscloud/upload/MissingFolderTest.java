package nl.rijkscloud.upload;

import static nl.rijkscloud.testing.SenderJourney.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.Sample;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.TestPortal;
import nl.rijkscloud.testing.TusUpload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The document disk is unmounted while the portal runs, and leaves an empty mount point. */
final class MissingFolderTest {
    private static final byte[] CONTENT = Sample.text(200_000, 5);

    @Test
    void uploadsWaitForTheDiskAndWriteNothingElsewhere(@TempDir Path folder) throws IOException {
        try (var portal = TestPortal.start(folder, new JsonObject())) {
            var sender = SenderJourney.begin(portal);
            var upload = TusUpload.create(sender.browser(), "brief.txt", CONTENT.length);
            expect(204, upload.append(0, Arrays.copyOf(CONTENT, 100_000)));
            var blobs = portal.config().storage().folder();
            var away = blobs.resolveSibling("away");
            Files.move(blobs, away);
            Files.createDirectory(blobs);

            assertWaits(upload.append(100_000, Arrays.copyOfRange(CONTENT, 100_000, CONTENT.length)));
            assertWaits(TusUpload.announce(sender.browser(), 10, "filename " + TusUpload.base64("a.txt")));
            try (var files = Files.list(blobs)) {
                assertThat(files).isEmpty();
            }

            Files.delete(blobs);
            Files.move(away, blobs);
            expect(204, upload.append(100_000, Arrays.copyOfRange(CONTENT, 100_000, CONTENT.length)));
            assertThat(sender.awaitChecked().getJsonArray("documents").getJsonObject(0).getString("state"))
                    .isEqualTo("accepted");
        }
    }

    private static void assertWaits(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(PortalClient.json(answer).getString("code")).isEqualTo("unavailable");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }
}
