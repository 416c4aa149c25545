package nl.rijkscloud.stream;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import nl.rijkscloud.blob.BlobStore;
import nl.rijkscloud.blob.SegmentPool;
import nl.rijkscloud.http.ByteRange;

/** A server that sends one content to every client, and records the end of each response. */
final class SenderServer implements AutoCloseable {
    private static final String PASSWORD = "for-this-test";

    /** @param failure null when the response ended without one */
    record Outcome(HandoverProgress sent, Throwable failure) {}

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
    private final Downloader sender;
    private final DownloadContent outgoing;
    private final int port;

    SenderServer(BlobStore blobs, SegmentPool pool, DownloadContent outgoing) {
        this(blobs, pool, outgoing, new HttpServerOptions());
    }

    SenderServer(BlobStore blobs, SegmentPool pool, DownloadContent outgoing, HttpServerOptions options) {
        this.sender = new Downloader(vertx.createSharedWorkerExecutor("download"), blobs, pool);
        this.outgoing = outgoing;
        this.port = vertx.createHttpServer(options.setHost("localhost").setPort(0))
                .requestHandler(this::handle)
                .listen()
                .await()
                .actualPort();
    }

    /** Options with a self-signed certificate. */
    static HttpServerOptions tls(Path folder) throws IOException, InterruptedException {
        var store = folder.resolve("tls.p12");
        var keytool = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-keyalg", "EC",
                "-alias", "test",
                "-dname", "CN=localhost", "-ext", "SAN=dns:localhost", "-storetype", "PKCS12", "-keystore",
                store.toString(),
                "-storepass", PASSWORD).inheritIO().start();
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool failed");
        }
        return new HttpServerOptions()
                .setSsl(true)
                .setUseAlpn(true)
                .setKeyCertOptions(new PfxOptions().setPath(store.toString()).setPassword(PASSWORD));
    }

    int port() {
        return port;
    }

    Vertx vertx() {
        return vertx;
    }

    /** The end of the next response; null when none ends within ten seconds. */
    Outcome outcome() throws InterruptedException {
        return outcomes.poll(10, TimeUnit.SECONDS);
    }

    /** The same without waiting. */
    Outcome outcomeNow() {
        return outcomes.poll();
    }

    private void handle(HttpServerRequest request) {
        var over = Promise.<Void>promise();
        var response = request.response().putHeader("Content-Length", Long.toString(outgoing.length()));
        response.closeHandler(gone -> over.tryFail("closed"));
        sender.send(outgoing, ByteRange.whole(outgoing.length()), response, over.future(), mark -> {})
                .onComplete(sent -> {
            outcomes.add(new Outcome(sent.result(), sent.cause()));
            if (sent.failed() && !response.headWritten()) {
                response.headers().remove("Content-Length");
                response.setStatusCode(500).end();
            }
        });
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
