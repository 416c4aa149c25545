package nl.rijkscloud.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.floe.FloeParameters;
import nl.rijkscloud.testing.BlobFile;
import nl.rijkscloud.testing.RawConnection;
import nl.rijkscloud.testing.Sample;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.TestPortal;
import nl.rijkscloud.testing.TusUpload;
import org.junit.jupiter.api.Test;

/**
 * Seals the same segments of the same document again and again, with other bytes under the same key: GCM with a counted
 * nonce would not survive that (see the format's page, "Why this one").
 */
final class NoIvReuseTest {
    private static final int S = FloeParameters.STANDARD.plaintextPerSegment();
    private static final int ROUNDS = 6;
    private static final int SEGMENTS = 3;

    private final DemoPortal portal = TestPortal.shared();

    @Test
    void resealedSegmentGetsAFreshIv() throws Exception {
        var sender = SenderJourney.begin(portal);
        var upload = TusUpload.create(sender.browser(), "film.txt", SEGMENTS * S + 1);
        var blob = BlobFile.of(portal, upload);
        var seen = new ArrayList<String>();

        for (var round = 0; round < ROUNDS; round++) {
            try (var line = new RawConnection(portal.baseUrl())) {
                var before = blob.ivs();
                line.patch(upload, 0, SEGMENTS * S + 1).bytes(Sample.text(SEGMENTS * S, round));
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> blob.ivs().size() == SEGMENTS && !blob.ivs().equals(before));
                seen.addAll(blob.ivs());
                takeOver(upload); // drops the bytes of the line above before they are committed
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> blob.ivs().isEmpty());
            assertThat(upload.offset()).isZero();
        }

        assertThat(seen).hasSize(ROUNDS * SEGMENTS).doesNotHaveDuplicates();
    }

    private static void takeOver(TusUpload upload) {
        var nothing = upload.append(0, Arrays.copyOf(new byte[0], 0));
        assertThat(nothing.statusCode()).isEqualTo(204);
    }
}
