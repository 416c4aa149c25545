package nl.rijkscloud.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.testing.ClientIds;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.Sample;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.TestPortal;
import nl.rijkscloud.testing.TusUpload;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A creation with a lost response is repeated. The page's own name for the document shows that it is the same one. */
final class RepeatedCreationTest {
    private static final byte[] CONTENT = Sample.text(1000, 1);

    private final DemoPortal portal = TestPortal.shared();
    private final String client = ClientIds.random();
    private SenderJourney sender;

    @BeforeEach
    void begin() {
        sender = SenderJourney.begin(portal);
    }

    @Test
    void secondCreationOfTheSameClientGetsTheSameResponse() {
        var first = create("a.txt", 1000, client);
        var second = create("a.txt", 1000, client);

        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(location(second)).isEqualTo(location(first));
        assertThat(documents()).singleElement()
                .satisfies(document -> assertThat(document.getString("client")).isEqualTo(client));
    }

    @Test
    void thirtyParallelCreationsMakeOneDocument() throws Exception {
        var tasks = new ArrayList<Callable<HttpResponse<String>>>();
        for (var i = 0; i < 30; i++) {
            tasks.add(() -> create("a.txt", 1000, client));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(tasks)) {
                assertThat(answer.get().statusCode()).isEqualTo(201);
            }
        }
        assertThat(documents()).hasSize(1);
    }

    @Test
    void anotherSizeUnderTheSameClientIsRefused() {
        create("a.txt", 1000, client);

        assertProblem(create("a.txt", 1001, client), 409, "client-taken");
        assertThat(documents()).hasSize(1);
    }

    @Test
    void repeatedBytesOfACreationAreNotWrittenTwice() {
        var first = create(Arrays.copyOf(CONTENT, 400));
        var again = create(Arrays.copyOf(CONTENT, 400));

        assertThat(TusUpload.offsetIn(first)).isEqualTo(400);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(TusUpload.offsetIn(again)).isEqualTo(400);
        var upload = TusUpload.of(sender.browser(), again);
        assertThat(upload.append(400, Arrays.copyOfRange(CONTENT, 400, 1000)).statusCode()).isEqualTo(204);
    }

    @Test
    void repeatedCreationAcceptsBytesWhenNoneHadArrived() {
        create("a.txt", 1000, client);

        assertThat(TusUpload.offsetIn(create(CONTENT))).isEqualTo(1000);
        assertThat(TusUpload.offsetIn(create(CONTENT))).as("it is whole").isEqualTo(1000);
        assertThat(documents()).hasSize(1);
    }

    /** Bytes with a wrong checksum are dropped, and the page's name for the document still works. */
    @Test
    void creationWithAWrongChecksumMayBeRepeated() {
        var wrong = sender.browser()
                .send("POST", TusUpload.ROOT, BodyPublishers.ofByteArray(CONTENT), "Tus-Resumable", "1.0.0",
                "Upload-Length", "1000", "Upload-Metadata", metadata("a.txt", client), "Content-Type", TusUpload.BODY,
                "Upload-Checksum", "sha1 " + TusUpload.base64("12345678901234567890"));

        assertProblem(wrong, 460, "checksum-mismatch");
        assertThat(TusUpload.offsetIn(create(CONTENT))).isEqualTo(1000);
    }

    @Test
    void fullTransferStillAnswersARepeatedCreation() {
        create("a.txt", 1000, client);
        var most = sender.transfer().getJsonObject("limits").getInteger("maxDocuments");
        for (var i = 1; i < most; i++) {
            create("b" + i + ".txt", 1000, ClientIds.random());
        }

        assertProblem(create("c.txt", 1000, ClientIds.random()), 409, "too-many-documents");
        assertThat(create("a.txt", 1000, client).statusCode()).isEqualTo(201);
    }

    @Test
    void clientOfAnotherTransferIsAnotherDocument() {
        create("a.txt", 1000, client);
        var other = SenderJourney.begin(portal);

        assertThat(create(other, "a.txt", 1000, client).statusCode()).isEqualTo(201);
        assertThat(documents()).hasSize(1);
        assertThat(SenderJourney.documents(other.transfer())).hasSize(1);
    }

    /** A page that has not heard of the removal does not bring the document back. */
    @Test
    void removedDocumentStaysRemovedUnderItsClient() {
        var upload = TusUpload.of(sender.browser(), create("a.txt", 1000, client));
        assertThat(upload.delete().statusCode()).isEqualTo(204);

        assertProblem(create("a.txt", 1000, client), 409, "document-removed");
        assertThat(documents()).isEmpty();
        assertThat(create("a.txt", 1000, ClientIds.random()).statusCode()).as("chosen anew").isEqualTo(201);
    }

    @Test
    void clientThatIsNot128BitsInBase64UrlIsRefused() {
        for (var wrong : List.of("", "short", "A".repeat(23), "A".repeat(21) + "B", "A".repeat(21) + "+",
                UUID.randomUUID().toString())) {
            assertProblem(create("a.txt", 1000, wrong), 422, "invalid");
        }
        assertThat(documents()).isEmpty();
    }

    private HttpResponse<String> create(String name, long length, String id) {
        return create(sender, name, length, id);
    }

    private static HttpResponse<String> create(SenderJourney by, String name, long length, String id) {
        return TusUpload.announce(by.browser(), length, metadata(name, id));
    }

    private HttpResponse<String> create(byte[] first) {
        return sender.browser()
                .send("POST", TusUpload.ROOT, BodyPublishers.ofByteArray(first), "Tus-Resumable", "1.0.0",
                "Upload-Length", "1000", "Upload-Metadata", metadata("a.txt", client), "Content-Type", TusUpload.BODY);
    }

    private static String metadata(String name, String id) {
        return "filename " + TusUpload.base64(name) + ",client " + TusUpload.base64(id);
    }

    private List<JsonObject> documents() {
        return SenderJourney.documents(sender.transfer());
    }

    private static String location(HttpResponse<String> created) {
        return created.headers().firstValue("Location").orElseThrow();
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(PortalClient.json(answer).getString("code")).isEqualTo(code);
    }
}
