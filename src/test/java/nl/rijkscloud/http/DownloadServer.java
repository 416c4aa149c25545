package nl.rijkscloud.http;

import static nl.rijkscloud.testing.SampleTransfer.await;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import nl.rijkscloud.download.Downloads;
import nl.rijkscloud.download.ReceivedTransfers;
import nl.rijkscloud.download.Sender;
import nl.rijkscloud.download.StoredSample;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.testing.SampleTransfer;
import nl.rijkscloud.transfer.Running;
import nl.rijkscloud.vault.SegmentPool;

/** A delivered transfer, and the routes by which its recipient gets it, without anything before them. */
final class DownloadServer implements AutoCloseable {
    static final byte[] CONTENT = StoredSample.bytes(3 * StoredSample.FULL + 17);
    static final byte[] LARGE = StoredSample.bytes(24 << 20);

    final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    final SampleTransfer transfer;
    final UUID document;
    final UUID empty;
    final UUID large;
    /** What every request has. */
    Grant grant;
    final int port;

    DownloadServer(Path folder) throws Exception {
        transfer = new SampleTransfer(folder);
        document = transfer.accepted("brief \u20ac.pdf", CONTENT);
        empty = transfer.accepted("leeg.txt", new byte[0]);
        large = transfer.accepted("groot.bin", LARGE);
        transfer.deliver();
        grant = transfer.downloadGrant();
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

    @Override
    public void close() {
        client.close();
        transfer.close();
    }

    void untilDownloaded(UUID id) {
        await().atMost(10, TimeUnit.SECONDS).until(() -> downloaded(id));
    }

    long linesOf(UUID id, String action) {
        return transfer.value("select count(*) from audit_entry where action = '" + action + "' and subject_id = '" + id + "'")
                .map(Long::parseLong).orElseThrow();
    }

    boolean downloaded(UUID id) {
        return transfer.value("select downloaded_at from document where id = '" + id + "'").isPresent();
    }

    HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        var request = request(path).GET();
        return send((headers.length == 0 ? request : request.headers(headers)).build());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    HttpResponse<byte[]> send(HttpRequest request) throws Exception {
        return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow();
    }
}
