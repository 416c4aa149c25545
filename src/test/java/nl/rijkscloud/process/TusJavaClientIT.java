package nl.rijkscloud.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.tus.java.client.TusClient;
import io.tus.java.client.TusURLMemoryStore;
import io.tus.java.client.TusUpload;
import io.tus.java.client.TusUploader;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.Sample;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A third-party client, unmodified, with the session's cookie. */
final class TusJavaClientIT {
    private static final int LENGTH = 5_000_011;
    private static final int SEED = 3;

    @TempDir
    private Path folder;

    @Test
    void clientPausesResumesAfterAKillAndSendsEveryByte() throws Exception {
        try (var portal = PortalProcess.start(folder, new JsonObject())) {
            var sender = SenderJourney.begin(portal);
            var client = new TusClient();
            client.setUploadCreationURL(portal.baseUrl().resolve("/api/uploads?transfer=" + sender.transferId())
                    .toURL());
            client.enableResuming(new TusURLMemoryStore());
            client.setHeaders(Map.of("Cookie", sender.browser().cookie()));

            pieces(client.createUpload(upload()), 65_521, 7);
            var second = client.resumeUpload(upload());
            assertThat(second.getOffset()).isEqualTo(65_521 * 7);
            pieces(second, 8191, 101);
            portal.kill();
            portal.start();
            var third = client.resumeUpload(upload());
            assertThat(third.getOffset()).isEqualTo(65_521 * 7 + 8191 * 101);
            third.setRequestPayloadSize(999_983); // several requests
            pieces(third, 131_071, Integer.MAX_VALUE);

            sender.submit();
            var staff = StaffJourney.signIn(portal, DemoStaff.SANNE);
            staff.open(sender.downloadLink());
            var document = SenderJourney.documents(staff.transfer()).getFirst();
            assertThat(document.getString("name")).isEqualTo("gehoorgang – links.txt");
            assertThat(staff.download(document)).isEqualTo(Sample.text(LENGTH, SEED));
        }
    }

    private static TusUpload upload() {
        var upload = new TusUpload();
        upload.setSize(LENGTH);
        upload.setInputStream(Sample.stream(0, LENGTH, SEED));
        upload.setFingerprint("one");
        upload.setMetadata(Map.of("filename", "gehoorgang – links.txt"));
        return upload;
    }

    /** Sends at most so many pieces, and ends the request. */
    private static void pieces(TusUploader uploader, int size, int most) throws Exception {
        uploader.setChunkSize(size);
        for (var count = 0; count < most && uploader.uploadChunk() > -1; count++) {
            assertThat(uploader.getOffset()).isLessThanOrEqualTo(LENGTH);
        }
        uploader.finish();
    }
}
