package nl.rijkscloud.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.RawConnection;
import nl.rijkscloud.testing.Sample;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestPortal;
import nl.rijkscloud.testing.TusUpload;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The checksum extension of tus 1.0: a request with a wrong checksum leaves nothing behind. */
final class UploadChecksumTest {
    private static final int LENGTH = 3 << 20;
    private static final byte[] CONTENT = Sample.text(LENGTH, 1);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final DemoPortal portal = TestPortal.shared();
    private SenderJourney sender;

    @BeforeEach
    void begin() {
        sender = SenderJourney.begin(portal);
    }

    @Test
    void extensionIsAdvertisedWithItsAlgorithms() {
        var options = new PortalClient(portal.baseUrl()).send("OPTIONS", TusUpload.ROOT, BodyPublishers.noBody());

        assertThat(options.headers().firstValue("Tus-Extension").orElseThrow().split(",")).contains("checksum");
        assertThat(options.headers().firstValue("Tus-Checksum-Algorithm")).hasValue("sha1,sha256");
    }

    @Test
    void bytesWithRightSumsAreKept() throws Exception {
        var upload = TusUpload.create(sender.browser(), "a.txt", LENGTH);
        var offset = 0;
        for (var size : new int[] {10, 65_494, 1, 1_000_003}) { // within a segment, to its end, over its edge, many
            var piece = Arrays.copyOfRange(CONTENT, offset, offset + size);
            assertThat(append(upload, offset, piece, "sha1 " + sum("SHA-1", piece)).statusCode()).isEqualTo(204);
            offset += size;
            assertThat(upload.offset()).isEqualTo(offset);
        }
        var end = Arrays.copyOfRange(CONTENT, offset, LENGTH);

        assertThat(append(upload, offset, end, "sha256 " + sum("SHA-256", end)).statusCode()).isEqualTo(204);

        assertThat(delivered()).isEqualTo(CONTENT);
    }

    @Test
    void wrongSumDropsItsRequestAtAnyOffset() throws Exception {
        var upload = TusUpload.create(sender.browser(), "a.txt", LENGTH);
        for (var begin : new int[] {0, 100, 65_504, 70_000}) {
            var before = Arrays.copyOfRange(CONTENT, (int) upload.offset(), begin);
            assertThat(upload.append(upload.offset(), before).statusCode()).isEqualTo(204);
            var other = Sample.text(LENGTH - begin, 2);

            assertProblem(append(upload, begin, other, "sha1 " + sum("SHA-1", CONTENT)), 460, "checksum-mismatch");
            assertProblem(append(upload, begin, Arrays.copyOf(other, 20), "sha256 " + sum("SHA-256", CONTENT)), 460,
                    "checksum-mismatch");

            assertThat(upload.offset()).isEqualTo(begin);
            assertThat(Files.size(blob(upload))).as("the tail is cut off").isEqualTo(4096 + 65_536L * (begin / 65_504));
        }

        assertThat(upload.append(70_000, Arrays.copyOfRange(CONTENT, 70_000, LENGTH)).statusCode()).isEqualTo(204);
        assertThat(delivered()).isEqualTo(CONTENT);
    }

    /** Enough bytes that without a checksum the offset would have moved during the request. */
    @Test
    void cutRequestLeavesNoUnverifiedBytes() throws Exception {
        var whole = Sample.text(24 << 20, 3);
        var upload = TusUpload.create(sender.browser(), "a.txt", whole.length);
        upload.append(0, Arrays.copyOf(whole, 100));
        try (var raw = new RawConnection(portal.baseUrl())) {
            raw.patch(upload, 100, whole.length - 100,
                    "Upload-Checksum: sha1 " + sum("SHA-1", Arrays.copyOfRange(whole, 100, whole.length)))
                    .bytes(Arrays.copyOfRange(whole, 100, 20 << 20));
            Awaitility.await().atMost(PATIENCE).until(() -> Files.size(blob(upload)) > 19 << 20);
            assertThat(upload.offset()).isEqualTo(100);
        }

        Awaitility.await().atMost(PATIENCE).until(() -> Files.size(blob(upload)) == 4096);
        assertThat(upload.offset()).isEqualTo(100);
    }

    @Test
    void wrongSumOfTheFirstBytesLeavesNoDocument() throws Exception {
        var answer = sender.browser()
                .send("POST", TusUpload.ROOT, BodyPublishers.ofByteArray(CONTENT), "Tus-Resumable", "1.0.0",
                "Upload-Length", Long.toString(LENGTH), "Upload-Metadata", "filename " + TusUpload.base64("a.txt"),
                "Content-Type", TusUpload.BODY,
                "Upload-Checksum", "sha1 " + sum("SHA-1", Sample.text(LENGTH, 2)));

        assertProblem(answer, 460, "checksum-mismatch");
        assertThat(sender.transfer().getJsonArray("documents")).isEmpty();
    }

    @Test
    void malformedSumIsRefusedBeforeAnyByte() throws Exception {
        var upload = TusUpload.create(sender.browser(), "a.txt", LENGTH);
        var right = sum("SHA-1", CONTENT);
        for (var header : List.of("", "sha1", "sha1 ", "sha1 %%%", "sha1 " + right + " x",
                "sha1 " + sum("SHA-256", CONTENT), "sha256 " + right, right)) {
            assertProblem(append(upload, 0, CONTENT, header), 400, "malformed");
        }
        for (var header : List.of("md5 " + sum("MD5", CONTENT), "SHA1 " + right, "crc32 AAAAAA==")) {
            assertProblem(append(upload, 0, CONTENT, header), 400, "checksum-algorithm");
        }
        assertThat(upload.offset()).isZero();
    }

    private byte[] delivered() {
        sender.awaitChecked();
        sender.submit();
        var staff = StaffJourney.signIn(portal, DemoStaff.SANNE);
        staff.open(sender.downloadLink());
        return staff.download(SenderJourney.documents(staff.transfer()).getFirst());
    }

    private Path blob(TusUpload upload) throws IOException {
        return portal.config().storage().folder().resolve(upload.id().substring(0, 2)).resolve(upload.id() + ".blob");
    }

    private static HttpResponse<String> append(TusUpload upload, long offset, byte[] bytes, String sum) {
        return upload.client().send("PATCH", upload.path(), BodyPublishers.ofByteArray(bytes), "Tus-Resumable", "1.0.0",
                "Upload-Offset", Long.toString(offset), "Content-Type", TusUpload.BODY, "Upload-Checksum", sum);
    }

    private static String sum(String algorithm, byte[] bytes) throws NoSuchAlgorithmException {
        return Base64.getEncoder().encodeToString(MessageDigest.getInstance(algorithm).digest(bytes));
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
        assertThat(answer.statusCode()).isEqualTo(status);
    }
}
