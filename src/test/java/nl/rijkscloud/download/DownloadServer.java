package nl.rijkscloud.download;

import static nl.rijkscloud.testing.SampleTransfer.await;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import nl.rijkscloud.access.Access;
import nl.rijkscloud.blob.SegmentPool;
import nl.rijkscloud.config.ScanSettings;
import nl.rijkscloud.http.Problems;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.stream.Downloader;
import nl.rijkscloud.stream.StoredSample;
import nl.rijkscloud.testing.SampleTransfer;
import nl.rijkscloud.transfer.ActiveStreams;
import nl.rijkscloud.triage.ReadMarks;

/** A delivered transfer and its download routes, without a gatekeeper. */
public final class DownloadServer implements AutoCloseable {
    private static final ScanSettings NO_SCANNER = new ScanSettings(
            ScanSettings.Kind.NONE, Optional.empty(), false, 0, Optional.empty(), Duration.ZERO,
            ScanSettings.Treatment.REFUSE, ScanSettings.Treatment.DELIVER, Duration.ZERO);

    public static final byte[] CONTENT = StoredSample.bytes(3 * StoredSample.FULL + 17);
    public static final byte[] LARGE = StoredSample.bytes(24 << 20);

    public final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    public final SampleTransfer transfer;
    public final UUID document;
    public final UUID empty;
    public final UUID large;
    /** The grant of every request. */
    public Grant grant;
    public final int port;

    public DownloadServer(Path folder) throws Exception {
        transfer = new SampleTransfer(folder);
        document = transfer.accepted("brief \u20ac.pdf", CONTENT);
        empty = transfer.accepted("leeg.txt", new byte[0]);
        large = transfer.accepted("groot.bin", LARGE);
        transfer.deliver();
        grant = transfer.downloadGrant();
        Access access = (ctx, kinds) -> Future.succeededFuture(grant);
        var received = new ReceivedTransfers(transfer.database, transfer.transfers, transfer.documents,
                transfer.recipients, transfer.recent);
        var downloads = new Downloads(transfer.database, transfer.transfers, transfer.documents, transfer.recipients,
                transfer.audit, new ReadMarks(transfer.database, transfer.clock), Optional.empty(), transfer.clock,
                transfer.recent);
        var workers = transfer.vertx.createSharedWorkerExecutor("download");
        var downloader = new Downloader(workers, transfer.stored.blobs(), new SegmentPool(4 << 20));
        var router = Router.router(transfer.vertx);
        router.route().failureHandler(new Problems());
        new DownloadRoutes(access, received, downloads, downloader, new ActiveStreams()).mount(router);
        router.get("/api/transfer").handler(ctx -> received.find(grant)
                .compose(found -> downloads.recordOpening(grant, found.recipient())
                        .map(found.toJson(Map.of(), NO_SCANNER)))
                .onSuccess(ctx::json)
                .onFailure(ctx::fail));
        port = await(transfer.vertx.createHttpServer().requestHandler(router).listen(0, "localhost")).actualPort();
    }

    @Override
    public void close() {
        client.close();
        transfer.close();
    }

    public void untilDownloaded(UUID id) {
        await().atMost(10, TimeUnit.SECONDS).until(() -> downloaded(id));
    }

    public long linesOf(UUID id, String action) {
        return transfer.value("select count(*) from audit_entry where action = '" + action
                + "' and subject_id = '" + id + "'")
                .map(Long::parseLong).orElseThrow();
    }

    public boolean downloaded(UUID id) {
        return transfer.value("select downloaded_at from document where id = '" + id + "'").isPresent();
    }

    public HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        var request = request(path).GET();
        return send((headers.length == 0 ? request : request.headers(headers)).build());
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    public HttpResponse<byte[]> send(HttpRequest request) throws Exception {
        return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    public static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow();
    }
}
