package nl.rijkscloud.http;

import static nl.rijkscloud.testing.SampleTransfer.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipInputStream;
import nl.rijkscloud.download.Downloads;
import nl.rijkscloud.download.ReceivedTransfers;
import nl.rijkscloud.download.Sender;
import nl.rijkscloud.download.StoredSample;
import nl.rijkscloud.testing.SampleTransfer;
import nl.rijkscloud.transfer.Running;
import nl.rijkscloud.vault.SegmentPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DownloadRoutesTest {
    private static final byte[] CONTENT = StoredSample.bytes(3 * StoredSample.FULL + 17);
    private static final byte[] LARGE = StoredSample.bytes(24 << 20);

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private SampleTransfer transfer;
    private UUID document;
    private UUID empty;
    private UUID large;
    private int port;

    @BeforeEach
    void serve() throws Exception {
        transfer = new SampleTransfer(folder);
        document = transfer.accepted("brief \u20ac.pdf", CONTENT);
        empty = transfer.accepted("leeg.txt", new byte[0]);
        large = transfer.accepted("groot.bin", LARGE);
        transfer.deliver();
        var grant = transfer.downloadGrant();
        Access access = (ctx, kinds) -> Future.succeededFuture(grant);
        var received = new ReceivedTransfers(transfer.database, transfer.transfers, transfer.documents, transfer.recipients);
        var downloads = new Downloads(transfer.database, transfer.transfers, transfer.documents, transfer.recipients, transfer.audit, transfer.clock);
        var workers = transfer.vertx.createSharedWorkerExecutor("download");
        var attachment = new Attachment(new Sender(workers, transfer.stored.blobs(), new SegmentPool(4 << 20)), downloads, new Running());
        var router = Router.router(transfer.vertx);
        router.route().failureHandler(new Problems());
        router.get("/api/documents/:id").handler(new DownloadDocument(access, received, attachment));
        router.head("/api/documents/:id").handler(new DownloadDocument(access, received, attachment));
        router.get("/api/archive").handler(new DownloadArchive(access, received, attachment));
        var page = new ReceivedPage(received, downloads);
        router.get("/api/transfer").handler(ctx -> page.read(grant).onSuccess(ctx::json).onFailure(ctx::fail));
        port = await(transfer.vertx.createHttpServer().requestHandler(router).listen(0, "localhost")).actualPort();
    }

    @AfterEach
    void close() {
        client.close();
        transfer.close();
    }

    @Test
    void aDocumentComesWholeAndOnlyToSave() throws Exception {
        var answer = get("/api/documents/" + document);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(CONTENT);
        assertThat(header(answer, "content-type")).isEqualTo("application/octet-stream");
        assertThat(header(answer, "content-disposition"))
                .isEqualTo("attachment; filename=\"brief _.pdf\"; filename*=UTF-8''brief%20%E2%82%AC.pdf");
        assertThat(header(answer, "content-length")).isEqualTo(Integer.toString(CONTENT.length));
        assertThat(header(answer, "accept-ranges")).isEqualTo("bytes");
        assertThat(header(answer, "cache-control")).contains("no-store");
        assertThat(header(answer, "x-content-type-options")).isEqualTo("nosniff");
        assertThat(header(answer, "content-security-policy")).contains("sandbox");
        untilDownloaded(document);
    }

    @Test
    void anEmptyDocumentComesAndCounts() throws Exception {
        var answer = get("/api/documents/" + empty);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "content-length")).isEqualTo("0");
        untilDownloaded(empty);
    }

    @Test
    void aDownloadGoesOnWhereItStoppedAndCountsThen() throws Exception {
        var half = CONTENT.length / 2;
        var tag = header(get("/api/documents/" + document, "Range", "bytes=0-" + (half - 1)), "etag");
        assertThat(downloaded(document)).isFalse();

        var rest = get("/api/documents/" + document, "Range", "bytes=" + half + "-", "If-Range", tag);

        assertThat(rest.statusCode()).isEqualTo(206);
        assertThat(rest.body()).isEqualTo(Arrays.copyOfRange(CONTENT, half, CONTENT.length));
        assertThat(header(rest, "content-range")).isEqualTo("bytes " + half + "-" + (CONTENT.length - 1) + "/" + CONTENT.length);
        untilDownloaded(document);
    }

    @Test
    void aRangeOfSomethingElseIsTheWhole() throws Exception {
        var answer = get("/api/documents/" + document, "Range", "bytes=5-", "If-Range", "\"another\"");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(CONTENT);
    }

    @Test
    void aRangeThatIsNotThereSaysHowLongItIs() throws Exception {
        var answer = get("/api/documents/" + document, "Range", "bytes=" + CONTENT.length + "-");

        assertThat(answer.statusCode()).isEqualTo(416);
        assertThat(header(answer, "content-range")).isEqualTo("bytes */" + CONTENT.length);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void aHeadTellsEverythingAndCountsNothing() throws Exception {
        var answer = send(request("/api/documents/" + empty).HEAD().build());
        var head = send(request("/api/documents/" + document).HEAD().setHeader("Range", "bytes=0-1").build());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(header(head, "content-length")).isEqualTo(Integer.toString(CONTENT.length));
        assertThat(transfer.events()).isEqualTo("submitted,delivered");
    }

    @Test
    void theArchiveComesWithItsExactLengthAndCountsEveryDocument() throws Exception {
        var answer = get("/api/archive");

        assertThat(header(answer, "content-length")).isEqualTo(Integer.toString(answer.body().length));
        assertThat(header(answer, "content-type")).isEqualTo("application/zip");
        assertThat(header(answer, "content-disposition")).contains("filename=\"Documenten van Jan Jansen.zip\"");
        try (var zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
            assertThat(zip.getNextEntry().getName()).isEqualTo("brief \u20ac.pdf");
            assertThat(zip.readAllBytes()).isEqualTo(CONTENT);
        }
        await().atMost(10, TimeUnit.SECONDS).until(() -> transfer.events().endsWith("all-downloaded"));
    }

    @Test
    void anArchiveCanBeGoneOnWith() throws Exception {
        var whole = get("/api/archive").body();

        var rest = get("/api/archive", "Range", "bytes=100000-");

        assertThat(rest.statusCode()).isEqualTo(206);
        assertThat(rest.body()).isEqualTo(Arrays.copyOfRange(whole, 100_000, whole.length));
    }

    @Test
    void aClientThatGoesIsNotCounted() throws Exception {
        try (var socket = new Socket("localhost", port)) {
            var request = "GET /api/documents/" + large + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readNBytes(100_000);
        }

        await().atMost(10, TimeUnit.SECONDS)
                .until(() -> transfer.value("select received from download where received > 0").isPresent());
        assertThat(downloaded(large)).isFalse();
    }

    @Test
    void aDamagedDocumentIsAProblemWithoutAnythingOfTheDocument() throws Exception {
        transfer.stored.flipBitIn(document, 0);

        var answer = get("/api/documents/" + document);

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(header(answer, "content-type")).isEqualTo("application/problem+json");
        assertThat(answer.headers().firstValue("content-disposition")).isEmpty();
        assertThat(answer.headers().firstValue("etag")).isEmpty();
        assertThat(downloaded(document)).isFalse();
    }

    @Test
    void whatIsNotADocumentOfTheTransferIsNotFound() throws Exception {
        assertThat(get("/api/documents/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
        assertThat(get("/api/documents/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void thePageShowsMessageDocumentsAndWhereTheyAre() throws Exception {
        var page = new JsonObject(new String(get("/api/transfer").body(), StandardCharsets.UTF_8));

        assertThat(page.getString("kind")).isEqualTo("download");
        assertThat(page.getJsonObject("message").getString("text")).isEqualTo(SampleTransfer.MESSAGE.text());
        var item = page.getJsonArray("documents").getJsonObject(0);
        assertThat(item.getString("name")).isEqualTo("brief \u20ac.pdf");
        assertThat(item.getString("sha256"))
                .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(CONTENT)));
        assertThat(get(item.getString("href")).body()).isEqualTo(CONTENT);
        assertThat(get(page.getJsonObject("archive").getString("href")).body()).hasSize(page.getJsonObject("archive").getInteger("size"));
        assertThat(transfer.value("select opened_at from transfer")).isPresent();
    }

    private void untilDownloaded(UUID id) {
        await().atMost(10, TimeUnit.SECONDS).until(() -> downloaded(id));
    }

    private boolean downloaded(UUID id) {
        return transfer.value("select downloaded_at from document where id = '" + id + "'").isPresent();
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        var request = request(path).GET();
        return send((headers.length == 0 ? request : request.headers(headers)).build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws Exception {
        return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow();
    }
}
