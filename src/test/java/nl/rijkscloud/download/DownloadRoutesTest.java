package nl.rijkscloud.download;

import static nl.rijkscloud.testing.SampleTransfer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipInputStream;
import nl.rijkscloud.testing.SampleTransfer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DownloadRoutesTest {
    @TempDir
    Path folder;

    private DownloadServer server;

    @BeforeEach
    void serve() throws Exception {
        server = new DownloadServer(folder);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void documentIsDownloadedWholeAsAnAttachment() throws Exception {
        var answer = server.get("/api/documents/" + server.document);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(DownloadServer.CONTENT);
        assertThat(DownloadServer.header(answer, "content-type")).isEqualTo("application/octet-stream");
        assertThat(DownloadServer.header(answer, "content-disposition"))
                .isEqualTo("attachment; filename=\"brief _.pdf\"; filename*=UTF-8''brief%20%E2%82%AC.pdf");
        assertThat(DownloadServer.header(answer, "content-length"))
                .isEqualTo(Integer.toString(DownloadServer.CONTENT.length));
        assertThat(DownloadServer.header(answer, "accept-ranges")).isEqualTo("bytes");
        assertThat(DownloadServer.header(answer, "cache-control")).contains("no-store");
        assertThat(DownloadServer.header(answer, "x-content-type-options")).isEqualTo("nosniff");
        assertThat(DownloadServer.header(answer, "content-security-policy")).contains("sandbox");
        server.untilDownloaded(server.document);
    }

    @Test
    void emptyDocumentIsDownloadedAndRecorded() throws Exception {
        var answer = server.get("/api/documents/" + server.empty);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(DownloadServer.header(answer, "content-length")).isEqualTo("0");
        server.untilDownloaded(server.empty);
    }

    @Test
    void continuedDownloadIsRecordedWhenComplete() throws Exception {
        var half = DownloadServer.CONTENT.length / 2;
        var tag = DownloadServer.header(
                server.get("/api/documents/" + server.document, "Range", "bytes=0-" + (half - 1)), "etag");
        assertThat(server.downloaded(server.document)).isFalse();

        var rest = server.get("/api/documents/" + server.document, "Range", "bytes=" + half + "-", "If-Range", tag);

        assertThat(rest.statusCode()).isEqualTo(206);
        assertThat(rest.body())
                .isEqualTo(Arrays.copyOfRange(DownloadServer.CONTENT, half, DownloadServer.CONTENT.length));
        assertThat(DownloadServer.header(rest, "content-range")).isEqualTo(
                "bytes " + half + "-" + (DownloadServer.CONTENT.length - 1) + "/" + DownloadServer.CONTENT.length);
        server.untilDownloaded(server.document);
    }

    @Test
    void rangeWithAnotherTagReturnsTheWholeDocument() throws Exception {
        var answer = server.get("/api/documents/" + server.document, "Range", "bytes=5-", "If-Range", "\"another\"");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(DownloadServer.CONTENT);
    }

    @Test
    void unsatisfiableRangeTellsTheLength() throws Exception {
        var answer = server.get("/api/documents/" + server.document, "Range",
                "bytes=" + DownloadServer.CONTENT.length + "-");

        assertThat(answer.statusCode()).isEqualTo(416);
        assertThat(server.linesOf(server.document, "document-download-begun")).isZero();
        assertThat(DownloadServer.header(answer, "content-range"))
                .isEqualTo("bytes */" + DownloadServer.CONTENT.length);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void headHasAllHeadersAndRecordsNothing() throws Exception {
        var answer = server.send(server.request("/api/documents/" + server.empty).HEAD().build());
        var head = server.send(server.request("/api/documents/" + server.document).HEAD()
                .setHeader("Range", "bytes=0-1").build());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(DownloadServer.header(head, "content-length"))
                .isEqualTo(Integer.toString(DownloadServer.CONTENT.length));
        assertThat(server.transfer.events()).isEqualTo("submitted,delivered");
        assertThat(server.linesOf(server.document, "document-download-begun")).isZero();
    }

    @Test
    void archiveHasItsExactLengthAndRecordsEveryDocument() throws Exception {
        var answer = server.get("/api/archive");

        assertThat(DownloadServer.header(answer, "content-length")).isEqualTo(Integer.toString(answer.body().length));
        assertThat(DownloadServer.header(answer, "content-type")).isEqualTo("application/zip");
        assertThat(DownloadServer.header(answer, "content-disposition"))
                .contains("filename=\"Documenten van Jan Jansen.zip\"");
        try (var zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
            assertThat(zip.getNextEntry().getName()).isEqualTo("brief \u20ac.pdf");
            assertThat(zip.readAllBytes()).isEqualTo(DownloadServer.CONTENT);
        }
        await().atMost(10, TimeUnit.SECONDS).until(() -> server.transfer.events().endsWith("all-downloaded"));
    }

    @Test
    void archiveDownloadCanBeContinued() throws Exception {
        var whole = server.get("/api/archive").body();

        var rest = server.get("/api/archive", "Range", "bytes=100000-");

        assertThat(rest.statusCode()).isEqualTo(206);
        assertThat(rest.body()).isEqualTo(Arrays.copyOfRange(whole, 100_000, whole.length));
    }

    @Test
    void abortedDownloadIsNotRecorded() throws Exception {
        try (var socket = new Socket("localhost", server.port)) {
            var request = "GET /api/documents/" + server.large + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readNBytes(100_000);
        }

        await().atMost(10, TimeUnit.SECONDS)
                .until(() -> server.transfer.value("select bytes from download_progress where not isempty(bytes)")
                        .isPresent());
        assertThat(server.downloaded(server.large)).isFalse();
    }

    @Test
    void damagedDocumentGivesAProblemWithoutItsContent() throws Exception {
        server.transfer.stored.flipBitIn(server.document, 0);

        var answer = server.get("/api/documents/" + server.document);

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(DownloadServer.header(answer, "content-type")).isEqualTo("application/problem+json");
        assertThat(answer.headers().firstValue("content-disposition")).isEmpty();
        assertThat(answer.headers().firstValue("etag")).isEmpty();
        assertThat(server.downloaded(server.document)).isFalse();
    }

    @Test
    void documentOfAnotherTransferIsNotFound() throws Exception {
        assertThat(server.get("/api/documents/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
        assertThat(server.get("/api/documents/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void transferShowsMessageAndDocumentsWithTheirUrls() throws Exception {
        var page = new JsonObject(new String(server.get("/api/transfer").body(), StandardCharsets.UTF_8));

        assertThat(page.getString("kind")).isEqualTo("download");
        assertThat(page.getJsonObject("message").getString("text")).isEqualTo(SampleTransfer.MESSAGE.text());
        var item = page.getJsonArray("documents").getJsonObject(0);
        assertThat(item.getString("name")).isEqualTo("brief \u20ac.pdf");
        assertThat(item.getString("sha256"))
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(DownloadServer.CONTENT)));
        assertThat(server.get(item.getString("href")).body()).isEqualTo(DownloadServer.CONTENT);
        assertThat(server.get(page.getJsonObject("archive").getString("href")).body())
                .hasSize(page.getJsonObject("archive").getInteger("size"));
        assertThat(server.transfer.value("select opened_at from transfer")).isPresent();
    }
}
