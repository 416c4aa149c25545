package nl.rijkscloud.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import nl.rijkscloud.blob.BlobStore;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.demo.DemoStaff;
import nl.rijkscloud.testing.ClientIds;
import nl.rijkscloud.testing.RawConnection;
import nl.rijkscloud.testing.Sample;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.StaffJourney;
import nl.rijkscloud.testing.TestPortal;
import nl.rijkscloud.testing.TusUpload;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Small documents that come whole with their creation: the file is there first, and the row comes last. */
final class FirstBytesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final byte[] CONTENT = Sample.text(150_000, 1);

    private final DemoPortal portal = TestPortal.shared();
    private SenderJourney sender;

    @BeforeEach
    void begin() {
        sender = SenderJourney.begin(portal);
    }

    @Test
    void manyAtOnceAreAllStoredAsTheyWereSentEachInAPlaceOfItsOwn() throws Exception {
        var tasks = IntStream.range(0, 30).<Callable<HttpResponse<String>>>mapToObj(i ->
                () -> create(Sample.text(1 + 5_000 * i, i), i % 2 == 0 ? "" : ClientIds.random())).toList();
        for (var answer : all(tasks)) {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        }

        assertThat(documents()).hasSize(30).extracting(document -> document.getString("id")).doesNotHaveDuplicates();
        assertThat(files()).hasSize(30);
        sender.awaitChecked();
        sender.submit();
        var staff = StaffJourney.signIn(portal, DemoStaff.SANNE);
        staff.open(sender.downloadLink());
        var sizes = new ArrayList<Integer>();
        for (var document : SenderJourney.documents(staff.transfer())) {
            var stored = staff.download(document);
            sizes.add(stored.length);
            assertThat(stored).isEqualTo(Sample.text(stored.length, (stored.length - 1) / 5_000));
        }
        assertThat(sizes).hasSize(30).doesNotHaveDuplicates();
    }

    @Test
    void oneDocumentThatIsCreatedManyTimesAtOnceLeavesOneFile() throws Exception {
        var client = ClientIds.random();
        for (var answer : all(IntStream.range(0, 20)
                .<Callable<HttpResponse<String>>>mapToObj(i -> () -> create(CONTENT, client)).toList())) {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
            assertThat(TusUpload.offsetIn(answer)).isEqualTo(CONTENT.length);
        }

        assertThat(documents()).hasSize(1);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(files()).hasSize(1));
    }

    @Test
    void cutCreationKeepsReceivedBytes() throws Exception {
        var client = ClientIds.random();
        try (var raw = new RawConnection(portal.baseUrl())) {
            raw.lines(head(CONTENT.length, client, "")).bytes(Arrays.copyOf(CONTENT, 100_000));
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(files()).hasSize(1));
        }

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(documents()).hasSize(1));
        var again = create(CONTENT, client);
        assertThat(again.statusCode()).isEqualTo(201);
        var kept = (int) TusUpload.offsetIn(again);
        assertThat(kept).isPositive().isLessThanOrEqualTo(100_000);
        var upload = TusUpload.of(sender.browser(), again);
        assertThat(upload.append(kept, Arrays.copyOfRange(CONTENT, kept, CONTENT.length)).statusCode()).isEqualTo(204);
        sender.awaitChecked();
        assertThat(documents().getFirst().getString("state")).isEqualTo("accepted");
    }

    @Test
    void creationWithPartOfTheBytesTellsHowFarItCame() {
        var part = send(Arrays.copyOf(CONTENT, 70_000), CONTENT.length, "", "");

        assertThat(part.statusCode()).as(part.body()).isEqualTo(201);
        assertThat(TusUpload.offsetIn(part)).isEqualTo(70_000);
        assertThat(TusUpload.of(sender.browser(), part).append(70_000, Arrays.copyOfRange(CONTENT, 70_000, 150_000))
                .statusCode()).isEqualTo(204);
    }

    @Test
    void creationThatAnnouncesBytesAndBringsNoneIsADocumentWithoutThem() {
        var none = send(new byte[0], CONTENT.length, "", "");

        assertThat(none.statusCode()).as(none.body()).isEqualTo(201);
        assertThat(TusUpload.of(sender.browser(), none).append(0, CONTENT).statusCode()).isEqualTo(204);
    }

    @Test
    void bytesThatDoNotAddUpLeaveNoFile() {
        var wrong = send(CONTENT, CONTENT.length, ClientIds.random(),
                "Upload-Checksum: sha1 " + TusUpload.base64("12345678901234567890"));

        assertThat(wrong.statusCode()).isEqualTo(460);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(files()).isEmpty());
        assertThat(documents()).isEmpty();
    }

    @Test
    void contentThatIsRefusedIsInTheListAndLeavesNoFile() {
        var script = Arrays.copyOf("MZ\u0090\0\3".getBytes(StandardCharsets.ISO_8859_1), 100_000);
        var refused = send("brief.pdf", script, script.length, "", "");

        assertThat(refused.body()).contains("content-refused");
        assertThat(documents()).singleElement()
                .satisfies(document -> assertThat(document.getString("state")).isEqualTo("refused"));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(files()).isEmpty());
    }

    private HttpResponse<String> create(byte[] content, String client) {
        return send(content, content.length, client, "");
    }

    private HttpResponse<String> send(byte[] bytes, int length, String client, String more) {
        return send("brief.txt", bytes, length, client, more);
    }

    private HttpResponse<String> send(String name, byte[] bytes, int length, String client, String more) {
        var headers = new ArrayList<>(List.of("Tus-Resumable", "1.0.0", "Upload-Length", "" + length, "Upload-Metadata",
                metadata(name, client), "Content-Type", TusUpload.BODY));
        if (!more.isEmpty()) {
            headers.addAll(List.of(more.split(": ", 2)));
        }
        return sender.browser().send("POST", TusUpload.ROOT, BodyPublishers.ofByteArray(bytes),
                headers.toArray(String[]::new));
    }

    private String[] head(int length, String client, String last) {
        return new String[] {"POST " + TusUpload.ROOT + " HTTP/1.1", "Host: " + portal.baseUrl().getAuthority(),
            "Cookie: " + sender.browser().cookie(), "Tus-Resumable: 1.0.0", "Upload-Length: " + length,
            "Upload-Metadata: " + metadata("brief.txt", client), "Content-Type: " + TusUpload.BODY,
            "Content-Length: " + length, last};
    }

    private String metadata(String name, String client) {
        return "filename " + TusUpload.base64(name) + ",transfer " + TusUpload.base64(sender.transferId())
                + (client.isEmpty() ? "" : ",client " + TusUpload.base64(client));
    }

    private static List<HttpResponse<String>> all(List<Callable<HttpResponse<String>>> tasks) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<HttpResponse<String>>();
            for (var answer : threads.invokeAll(tasks)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    private List<JsonObject> documents() {
        return SenderJourney.documents(sender.transfer());
    }

    /** The files that name this transfer. */
    private List<UUID> files() throws IOException {
        var blobs = BlobStore.inFolder(portal.config().storage().folder(), new SecureRandom());
        var mine = new ArrayList<UUID>();
        for (var folder = 0; folder < BlobStore.PARTS; folder++) {
            for (var document : blobs.documents(folder)) {
                if (blobs.transferOf(document).filter(UUID.fromString(sender.transferId())::equals).isPresent()) {
                    mine.add(document);
                }
            }
        }
        return mine;
    }
}
