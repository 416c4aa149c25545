package nl.rijkscloud.download;

import static nl.rijkscloud.testing.SampleTransfer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import nl.rijkscloud.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tricks to get a document, or part of it, without a record in log or report. */
final class UnrecordedDownloadTest {
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
    void firstByteLastIsRecordedAsAWholeDownload() throws Exception {
        server.get("/api/documents/" + server.document, "Range", "bytes=1-");
        assertThat(server.linesOf(server.document, "document-download-begun")).isEqualTo(1);
        assertThat(server.downloaded(server.document)).isFalse();

        server.get("/api/documents/" + server.document, "Range", "bytes=0-0");

        server.untilDownloaded(server.document);
        assertThat(server.linesOf(server.document, "document-download-begun")).isEqualTo(1);
        await().atMost(10, TimeUnit.SECONDS).until(() -> server.linesOf(server.document, "document-downloaded") == 1);
    }

    @Test
    void fourParallelPartsAreRecordedWhenTheLastEnds() throws Exception {
        var quarter = DownloadServer.LARGE.length / 4 + 1;
        var parts = IntStream.range(0, 4)
                .mapToObj(part -> server.request("/api/documents/" + server.large)
                        .setHeader("Range", "bytes=" + part * quarter + "-"
                        + Math.min((part + 1) * quarter - 1, DownloadServer.LARGE.length - 1)).build())
                .map(request -> server.client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()))
                .toList();
        for (var part : parts) {
            assertThat(part.get().statusCode()).isEqualTo(206);
        }

        server.untilDownloaded(server.large);
        assertThat(server.linesOf(server.large, "document-download-begun")).isEqualTo(1);
    }

    @Test
    void halvesBeforeAndAfterANewSignInAreRecordedAsTheWhole() throws Exception {
        server.get("/api/documents/" + server.document, "Range", "bytes=100-");
        server.grant = server.transfer.downloadGrant();
        server.get("/api/documents/" + server.document, "Range", "bytes=0-99");

        server.untilDownloaded(server.document);
        assertThat(server.linesOf(server.document, "document-download-begun")).isEqualTo(2);
    }

    @Test
    void downloadThatCannotBeRecordedIsRefused() throws Exception {
        TestDatabase.sql(server.transfer.config,
                "alter table audit_entry add constraint full_disk check (seq < 0) not valid");

        var answer = server.get("/api/documents/" + server.document);

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body().length).isLessThan(1000);
        assertThat(answer.headers().firstValue("etag")).isEmpty();
    }
}
