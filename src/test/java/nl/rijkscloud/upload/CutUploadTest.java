package nl.rijkscloud.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Arrays;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.floe.FloeParameters;
import nl.rijkscloud.testing.BlobFile;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.RawConnection;
import nl.rijkscloud.testing.Sample;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.TestPortal;
import nl.rijkscloud.testing.TusUpload;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections that are cut, fall silent or revive. Acknowledged bytes stay, and the document equals the original. */
final class CutUploadTest {
    private static final int S = FloeParameters.STANDARD.plaintextPerSegment();
    private static final int LENGTH = 5 * S + 100;
    private static final byte[] CONTENT = Sample.text(LENGTH, 3);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final DemoPortal portal = TestPortal.shared();
    private SenderJourney sender;
    private TusUpload upload;

    @BeforeEach
    void begin() {
        sender = SenderJourney.begin(portal);
        upload = TusUpload.create(sender.browser(), "film.txt", LENGTH);
    }

    @Test
    void cutUploadLeavesNoPartialSegment() throws Exception {
        var sent = 2 * S + 1234;
        try (var line = new RawConnection(portal.baseUrl())) {
            line.patch(upload, 0, LENGTH).bytes(Arrays.copyOf(CONTENT, sent));
            // The two segments went to the disk from the same buffer in which the remainder waits to become a third.
            await().atMost(PATIENCE).until(() -> BlobFile.of(portal, upload).size() == BlobFile.sizeWith(2));
        }

        await().atMost(PATIENCE).until(() -> upload.offset() > 2 * S);
        assertThat(upload.offset()).isLessThanOrEqualTo(sent);
        assertThat(BlobFile.of(portal, upload).size()).isEqualTo(BlobFile.sizeWith(2));

        resume(upload, sent);
        assertThat(deliveredSha256()).isEqualTo(Sample.sha256(CONTENT));
    }

    @Test
    void resetLosesOnlyUnreadBytesAndTheUploadContinues() throws Exception {
        for (var sent : new int[] {1, S - 1, S, S + 1, 3 * S + 77}) {
            var other = TusUpload.create(sender.browser(), sent + ".txt", LENGTH);
            var line = new RawConnection(portal.baseUrl());
            line.patch(other, 0, LENGTH).bytes(Arrays.copyOf(CONTENT, sent)).cut();
            resume(other, sent);
        }
        finish(0);

        sender.submit();
        assertThat(SenderJourney.documents(sender.report())).hasSize(6)
                .allSatisfy(document -> assertThat(document.getString("sha256")).isEqualTo(Sample.sha256(CONTENT)));
    }

    @Test
    void uploadSucceedsOverAConnectionThatIsCutRepeatedly() throws Exception {
        var at = 0;
        for (var cuts = 0; cuts < 12; cuts++) {
            var sent = Math.min(LENGTH - 1, at + 20_000 + 3001 * cuts);
            try (var line = new RawConnection(portal.baseUrl())) {
                line.patch(upload, at, LENGTH - at).bytes(Arrays.copyOfRange(CONTENT, at, sent));
                Thread.sleep(30);
            }
            assertThat(upload.offset()).isBetween((long) at, (long) sent);
            at = (int) upload.offset();
        }
        resume(upload, LENGTH - 1);
        assertThat(deliveredSha256()).isEqualTo(Sample.sha256(CONTENT));
    }

    @Test
    void revivedConnectionDoesNotDisturbTheNewWriter() throws Exception {
        try (var zombie = new RawConnection(portal.baseUrl())) {
            zombie.patch(upload, 0, LENGTH).bytes(Sample.text(S + 500, 99));
            await().atMost(PATIENCE).until(() -> BlobFile.of(portal, upload).size() > BlobFile.sizeWith(0));

            var offset = (int) upload.offset();
            assertThat(offset).as("nothing of the silent line has been acknowledged").isZero();
            finish(offset);
            zombie.bytes(Sample.text(S, 98));

            assertThat(zombie.readToEnd()).startsWith("HTTP/1.1 409").contains("upload-displaced");
        }
        assertThat(deliveredSha256()).isEqualTo(Sample.sha256(CONTENT));
    }

    @Test
    void secondDeviceContinuesAtTheOffsetOfTheFirst() {
        upload.append(0, Arrays.copyOf(CONTENT, S + 9));
        var phone = new PortalClient(portal.baseUrl());
        phone.post("/api/sessions", SenderJourney.parts(sender.uploadLink()));

        var there = upload.by(phone);
        assertThat(there.offset()).isEqualTo(S + 9);
        assertThat(there.append(S + 9, Arrays.copyOfRange(CONTENT, S + 9, LENGTH)).statusCode()).isEqualTo(204);

        assertThat(deliveredSha256()).isEqualTo(Sample.sha256(CONTENT));
    }

    @Test
    void slowConnectionIsNotCut() throws Exception {
        finish(0, LENGTH - 60);
        try (var line = new RawConnection(portal.baseUrl())) {
            line.patch(upload, LENGTH - 60, 60);
            for (var at = LENGTH - 60; at < LENGTH; at++) {
                line.bytes(Arrays.copyOfRange(CONTENT, at, at + 1));
                Thread.sleep(10);
            }
            assertThat(line.readHead()).startsWith("HTTP/1.1 204").containsIgnoringCase("Upload-Offset: " + LENGTH);
        }
        assertThat(deliveredSha256()).isEqualTo(Sample.sha256(CONTENT));
    }

    /** The shared portal closes silent connections after ten seconds. */
    @Test
    void silentConnectionIsClosedAndItsBytesAreKept() throws Exception {
        try (var line = new RawConnection(portal.baseUrl())) {
            line.patch(upload, 0, LENGTH).bytes(Arrays.copyOf(CONTENT, S + 4321));
            assertThat(line.readToEnd()).as("no answer: it is not over").isIn("", "[reset]");
        }
        await().atMost(PATIENCE).until(() -> upload.offset() == S + 4321);
        finish(S + 4321);
        assertThat(deliveredSha256()).isEqualTo(Sample.sha256(CONTENT));
    }

    private void finish(int from) {
        finish(from, LENGTH);
    }

    private void finish(int from, int to) {
        assertThat(upload.append(from, Arrays.copyOfRange(CONTENT, from, to)).statusCode()).isEqualTo(204);
    }

    /** Continues like a client: reads the offset, sends from there, and reads it again after a conflict. */
    private static void resume(TusUpload upload, int sent) {
        await().atMost(PATIENCE).until(() -> {
            var offset = (int) upload.offset();
            assertThat(offset).isBetween(0, sent);
            return upload.append(offset, Arrays.copyOfRange(CONTENT, offset, LENGTH)).statusCode() == 204;
        });
    }

    private String deliveredSha256() {
        sender.submit();
        return SenderJourney.documents(sender.report()).getFirst().getString("sha256");
    }
}
