package nl.rijkscloud.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import nl.rijkscloud.demo.DemoPortal;
import nl.rijkscloud.testing.PortalClient;
import nl.rijkscloud.testing.RawConnection;
import nl.rijkscloud.testing.Sample;
import nl.rijkscloud.testing.SenderJourney;
import nl.rijkscloud.testing.TestDatabase;
import nl.rijkscloud.testing.TestPortal;
import nl.rijkscloud.testing.TusUpload;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tus protocol 1.0, as a client meets it. */
final class UploadTest {
    private static final byte[] CONTENT = Sample.text(1000, 1);

    private final DemoPortal portal = TestPortal.shared();
    private SenderJourney sender;

    @BeforeEach
    void begin() {
        sender = SenderJourney.begin(portal);
    }

    @Test
    void optionsDescribesTheProtocol() {
        var options = new PortalClient(portal.baseUrl()).send("OPTIONS", TusUpload.ROOT, BodyPublishers.noBody());

        assertThat(options.statusCode()).isEqualTo(204);
        assertThat(header(options, "Tus-Resumable")).isEqualTo("1.0.0");
        assertThat(header(options, "Tus-Version")).isEqualTo("1.0.0");
        var extensions = header(options, "Tus-Extension");
        assertThat(extensions).isEqualTo("creation,creation-with-upload,expiration,termination,checksum");
        assertThat(header(options, "Tus-Max-Size")).isEqualTo(Long.toString(64 << 20));
    }

    @Test
    void headReturnsOffsetLengthMetadataAndExpiry() {
        var metadata = "filename " + TusUpload.base64("jaarverslag – é.txt") + ",filetype "
                + TusUpload.base64("text/plain") + ",mine";
        var upload = TusUpload.of(sender.browser(), TusUpload.announce(sender.browser(), 1000, metadata));
        upload.append(0, Arrays.copyOf(CONTENT, 10));

        var head = upload.head();

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(header(head, "Upload-Offset")).isEqualTo("10");
        assertThat(header(head, "Upload-Length")).isEqualTo("1000");
        assertThat(header(head, "Upload-Metadata")).isEqualTo(metadata);
        assertThat(header(head, "Cache-Control")).isEqualTo("no-store");
        assertThat(header(head, "Tus-Resumable")).isEqualTo("1.0.0");
        var expires = DateTimeFormatter.RFC_1123_DATE_TIME.parse(header(head, "Upload-Expires"), Instant::from);
        var until = Instant.parse(sender.transfer().getString("expiresAt"));
        assertThat(expires).isEqualTo(until.truncatedTo(ChronoUnit.SECONDS));
    }

    @Test
    void wrongOffsetIsRefusedAndChangesNothing() {
        var upload = TusUpload.create(sender.browser(), "a.txt", 1000);
        upload.append(0, Arrays.copyOf(CONTENT, 10));

        for (var offset : new long[] {0, 9, 11, 1000, 5000}) {
            var answer = upload.append(offset, Arrays.copyOf(CONTENT, 10));
            assertProblem(answer, 409, "offset-mismatch");
        }
        assertThat(upload.offset()).isEqualTo(10);
    }

    /** The server keeps a slot that it can open alone only while it has something to check or deliver. */
    @Test
    void removingTheLastCompleteDocumentLeavesNoPendingSlot() {
        var first = sender.add("a.txt", CONTENT);
        var second = sender.add("b.txt", CONTENT);
        TusUpload.create(sender.browser(), "c.txt", 1000);
        sender.awaitChecked();
        var slots = "select count(*) from slot where kind = 'pending' and transfer_id = '" + sender.transferId() + "'";

        first.delete();
        assertThat(TestDatabase.value(portal.config().database(), slots)).hasValue("1");
        second.delete();
        assertThat(TestDatabase.value(portal.config().database(), slots)).hasValue("0");

        sender.add("d.txt", CONTENT);
        assertThat(TestDatabase.value(portal.config().database(), slots)).hasValue("1");
    }

    @Test
    void malformedOffsetsAndLengthsAreRefused() {
        var upload = TusUpload.create(sender.browser(), "a.txt", 1000);
        for (var offset : new String[] {"", "-1", "0x0", "1e1", "99999999999999999999", "+0", "0 0"}) {
            assertProblem(patch(upload, "Tus-Resumable", "1.0.0", "Upload-Offset", offset, "Content-Type",
                    TusUpload.BODY), 400, "malformed");
        }
        assertProblem(patch(upload, "Tus-Resumable", "1.0.0", "Content-Type", TusUpload.BODY), 400, "malformed");

        for (var length : new String[] {"", "-1", "abc", "99999999999999999999"}) {
            var metadata = "filename " + TusUpload.base64("a.txt");
            assertProblem(sender.browser().send("POST", TusUpload.ROOT, BodyPublishers.noBody(), "Tus-Resumable",
                    "1.0.0", "Upload-Length", length, "Upload-Metadata", metadata), 400, "malformed");
        }
        assertThat(sender.transfer().getJsonArray("documents")).hasSize(1);
    }

    @Test
    void aBodyOfAnotherTypeIsRefused() {
        var upload = TusUpload.create(sender.browser(), "a.txt", 1000);

        assertProblem(patch(upload, "Tus-Resumable", "1.0.0", "Upload-Offset", "0", "Content-Type", "text/plain"),
                415, "unsupported-type");
        assertProblem(patch(upload, "Tus-Resumable", "1.0.0", "Upload-Offset", "0"), 415, "unsupported-type");
        assertThat(upload.offset()).isZero();
    }

    @Test
    void otherProtocolVersionIsRefusedWithTheSupportedOne() {
        var upload = TusUpload.create(sender.browser(), "a.txt", 1000);

        var missing = patch(upload, "Upload-Offset", "0", "Content-Type", TusUpload.BODY);
        var other = sender.browser().send("HEAD", upload.path(), BodyPublishers.noBody(), "Tus-Resumable", "0.2.2");

        assertProblem(missing, 412, "tus-version");
        assertThat(other.statusCode()).isEqualTo(412);
        assertThat(header(missing, "Tus-Version")).isEqualTo("1.0.0");
        assertThat(header(other, "Tus-Version")).isEqualTo("1.0.0");
        assertThat(upload.offset()).isZero();
    }

    @Test
    void excessBytesAreRefusedAndDropped() {
        var upload = TusUpload.create(sender.browser(), "a.txt", 1000);

        assertProblem(upload.append(0, Sample.text(1001, 1)), 413, "too-many-bytes");
        assertThat(upload.offset()).isLessThan(1000);
        assertThat(upload.append(upload.offset(), Arrays.copyOfRange(CONTENT, (int) upload.offset(), 1000))
                .statusCode()).isEqualTo(204);

        assertThat(upload.append(1000, new byte[1]).statusCode()).isEqualTo(409);
        assertThat(SenderJourney.documents(sender.awaitChecked()).getFirst().getString("state")).isEqualTo("accepted");
    }

    @Test
    void uploadsOfOthersLookLikeUnknownOnes() {
        var mine = TusUpload.create(sender.browser(), "a.txt", 1000);
        var other = SenderJourney.begin(portal).browser();
        var nobody = new PortalClient(portal.baseUrl());
        var never = new TusUpload(other, TusUpload.ROOT + "/" + UUID.randomUUID());

        var unknown = answers(never);

        assertThat(answers(mine.by(other))).isEqualTo(unknown);
        assertThat(answers(mine.by(nobody))).isEqualTo(unknown);
        assertThat(answers(new TusUpload(other, TusUpload.ROOT + "/1"))).isEqualTo(unknown);
        assertThat(unknown.getFirst()).startsWith("404 ").contains("\"code\":\"not-found\"");
        assertThat(mine.offset()).isZero();
    }

    @Test
    void deletedDocumentIsGone() {
        var upload = sender.add("a.txt", CONTENT);
        var unfinished = TusUpload.create(sender.browser(), "b.txt", 1000);

        assertThat(upload.delete().statusCode()).isEqualTo(204);
        assertThat(unfinished.delete().statusCode()).isEqualTo(204);

        assertThat(upload.head().statusCode()).isEqualTo(404);
        assertThat(upload.delete().statusCode()).isEqualTo(404);
        assertThat(unfinished.append(0, CONTENT).statusCode()).isEqualTo(404);
        assertThat(sender.transfer().getJsonArray("documents")).isEmpty();
    }

    @Test
    void everyRequestGets404AfterSubmit() {
        var upload = sender.add("a.txt", CONTENT);
        sender.submit();

        var never = new TusUpload(sender.browser(), TusUpload.ROOT + "/" + UUID.randomUUID());

        assertThat(answers(upload)).isEqualTo(answers(never));
        assertProblem(announce(1, "b.txt"), 404, "not-found");
    }

    @Test
    void kindSizeAndNumberOfDocumentsAreLimited() {
        var browser = sender.browser();
        assertProblem(announce(1, "virus.exe"), 422, "extension-not-allowed");
        assertProblem(announce(1, "none"), 422, "extension-not-allowed");
        assertProblem(announce(1, "pdf"), 422, "extension-not-allowed");
        assertProblem(announce((64L << 20) + 1, "big.txt"), 413, "document-too-large");
        assertThat(sender.transfer().getJsonArray("documents")).isEmpty();

        for (var i = 0; i < 60; i++) {
            TusUpload.create(browser, "A" + i + ".TXT", 64 << 20);
        }
        assertProblem(announce(1, "b.txt"), 409, "too-many-documents");
        assertThat(sender.transfer().getJsonArray("documents")).hasSize(60);
    }

    @Test
    void malformedMetadataIsRefused() {
        for (var metadata : new String[] {"", ",", "filename", "filename %%%", "filename YS50eHQ= extra",
            "filename YS50eHQ=,filename Yi50eHQ=", "filename " + TusUpload.base64("x".repeat(5000)), "filename /w=="}) {
            assertThat(TusUpload.announce(sender.browser(), 1, metadata).statusCode()).as(metadata).isIn(400, 422);
        }
        for (var name : new String[] {"", "a\nb.txt", "a\u0000.txt", "annex\u202Efdp.txt", "x".repeat(252) + ".txt",
                "map/", " ", "../../etc/passwd.txt"}) {
            assertProblem(announce(1, name), 422, "invalid");
        }
        assertThat(sender.transfer().getJsonArray("documents")).isEmpty();
    }

    @Test
    void foldersInANameAreRemoved() {
        TusUpload.create(sender.browser(), "C:\\Documenten\\..\\brief.txt", 1);
        TusUpload.create(sender.browser(), "etc/passwd.txt", 1);

        assertThat(SenderJourney.documents(sender.transfer())).extracting(document -> document.getString("name"))
                .containsExactly("brief.txt", "passwd.txt");
    }

    @Test
    void postMayReplaceOnlyPatch() {
        var upload = TusUpload.create(sender.browser(), "a.txt", 2000);

        var delete = sender.browser().send("POST", upload.path(), BodyPublishers.noBody(),
                "Tus-Resumable", "1.0.0", "X-HTTP-Method-Override", "DELETE");
        var form = sender.browser().send("POST", upload.path(), BodyPublishers.ofByteArray(CONTENT),
                "Tus-Resumable", "1.0.0", "X-HTTP-Method-Override", "PATCH", "Upload-Offset", "0", "Content-Type",
                "text/plain");
        var plain = sender.browser().send("POST", upload.path(), BodyPublishers.ofByteArray(CONTENT),
                "Tus-Resumable", "1.0.0", "Upload-Offset", "0", "Content-Type", TusUpload.BODY);
        assertProblem(delete, 405, "method-not-allowed");
        assertProblem(form, 415, "unsupported-type");
        assertProblem(plain, 405, "method-not-allowed");
        assertThat(upload.offset()).isZero();

        var patch = sender.browser().send("POST", upload.path(), BodyPublishers.ofByteArray(CONTENT),
                "Tus-Resumable", "1.0.0", "X-HTTP-Method-Override", "PATCH", "Upload-Offset", "0",
                "Content-Type", TusUpload.BODY);
        assertThat(patch.statusCode()).isEqualTo(204);
        assertThat(upload.offset()).isEqualTo(CONTENT.length);
    }

    @Test
    void connectionIsReusedAfterARefusedUpload() throws Exception {
        var upload = TusUpload.create(sender.browser(), "a.txt", 1000);
        try (var raw = new RawConnection(portal.baseUrl())) {
            raw.patch(upload, 0, 1000).bytes(CONTENT);
            assertThat(raw.readHead()).startsWith("HTTP/1.1 204");
            raw.patch(upload, 5, 10).bytes(new byte[10]);
            assertThat(raw.readHead()).startsWith("HTTP/1.1 409");
        }
        // An unwanted body does not block the connection.
        var metadata = "filename " + TusUpload.base64("b.txt");
        var other = sender.browser().send("POST", TusUpload.ROOT, BodyPublishers.ofByteArray(CONTENT), "Tus-Resumable",
                "1.0.0", "Upload-Length", "1000", "Upload-Metadata", metadata, "Content-Type", "text/plain");
        assertThat(TusUpload.of(sender.browser(), other).offset()).isZero();
    }

    private HttpResponse<String> announce(long length, String name) {
        return TusUpload.announce(sender.browser(), length, "filename " + TusUpload.base64(name));
    }

    private static HttpResponse<String> patch(TusUpload upload, String... headers) {
        return upload.client().send("PATCH", upload.path(), BodyPublishers.ofByteArray(CONTENT), headers);
    }

    private static List<String> answers(TusUpload upload) {
        return List.of(answer(upload.append(0, CONTENT)), answer(upload.head()), answer(upload.delete()));
    }

    /** The whole response but its date and number. */
    private static String answer(HttpResponse<String> response) {
        return response.statusCode() + " " + response.body() + " " + response.headers().map().entrySet().stream()
                .filter(one -> !one.getKey().matches("date|x-request-id")).toList();
    }

    private static void assertProblem(HttpResponse<String> response, int status, String code) {
        assertThat(response.body()).contains("\"code\":\"" + code + "\"");
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(header(response, "Content-Type")).isEqualTo("application/problem+json");
        var problem = PortalClient.json(response);
        assertThat(problem.getInteger("status")).isEqualTo(status);
        assertThat(problem.getString("type")).isEqualTo("urn:rijkscloud:problem:" + code);
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("none");
    }
}
