package nl.rijkscloud.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.startup.NotReady;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ManagementServerTest {
    private final VertxFactory.Measured measured = VertxFactory.create(new VertxOptions());
    private final Vertx vertx = measured.vertx();
    private final Readiness readiness = new Readiness();
    private final ManagementServer server = ManagementServer
            .start(vertx, new Config.Management("127.0.0.1", 0), readiness, measured.metrics()::scrape)
            .await();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.close();
        server.close().await();
        vertx.close().await();
    }

    @Test
    void isLiveEvenWhenNothingIsReady() throws Exception {
        readiness.add("database", () -> Future.failedFuture("down"));

        assertThat(get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void isReadyWhenEveryCheckPasses() throws Exception {
        readiness.add("database", Future::succeededFuture).add("storage", Future::succeededFuture).open();

        var answer = get("/health/ready");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(answer.body())).isEqualTo(new JsonObject("""
                {"status":"up","checks":{"database":"up","storage":"up","accepting":"up"}}"""));
    }

    @Test
    void checksRunPeriodicallyWhileServing() {
        var looks = new AtomicInteger();
        readiness.add("storage", () -> {
            looks.incrementAndGet();
            return Future.succeededFuture();
        });
        server.lookNow().await();
        assertThat(looks).hasValue(0);

        readiness.open();
        server.lookNow().await();
        assertThat(looks).hasValue(1);
    }

    @Test
    void failingCheckMakesItNotReadyWithoutDetails() throws Exception {
        readiness.add("database", () -> Future.failedFuture("password=secret")).add("storage", () -> {
            throw new IllegalStateException("bug");
        }).open();

        var answer = get("/health/ready");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(new JsonObject(answer.body())).isEqualTo(new JsonObject("""
                {"status":"down","checks":{"database":"down","storage":"down","accepting":"up"}}"""));
    }

    @Test
    void reasonForTheOperatorIsShownWhenNotReady() throws Exception {
        readiness.add("database", () -> Future.failedFuture(new NotReady("PostgreSQL is starting or stopping"))).open();

        assertThat(new JsonObject(get("/health/ready").body())).isEqualTo(new JsonObject("""
                {"status":"down","checks":{"database":"down","accepting":"up"},
                    "reasons":{"database":"PostgreSQL is starting or stopping"}}"""));
    }

    @Test
    void isNotReadyBeforeEverythingRunsAndWhileDraining() throws Exception {
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
        readiness.open();
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);
        readiness.drain();

        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void checkThatHangsIsRunOnceAndCountsAsDown() throws Exception {
        var runs = new AtomicInteger();
        readiness.add("storage", () -> {
            runs.incrementAndGet();
            return Promise.<Void>promise().future();
        }).open();

        var first = client.sendAsync(request("GET", "/health/ready"), HttpResponse.BodyHandlers.ofString());
        var second = get("/health/ready");

        assertThat(second.statusCode()).isEqualTo(503);
        assertThat(first.get().statusCode()).isEqualTo(503);
        assertThat(runs).hasValue(1);
    }

    @Test
    void metricsShowJvmVertxAndRegisteredGauges() throws Exception {
        measured.metrics().counter("rijkscloud.documents.received").increment();
        get("/health/live");
        vertx.executeBlocking(() -> {
            System.gc();
            return null;
        }).await();

        // The virtual machine reports a collection some time after it.
        var answer = Awaitility.await()
                .until(() -> get("/metrics"), found -> found.body().contains("jvm_gc_pause_seconds_max"));

        assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(answer.body())
                // Metrics that docs/operations.md tells operators to watch.
                .contains("jvm_memory_used_bytes", "jvm_buffer_memory_used_bytes", "jvm_gc_pause_seconds_max")
                .contains("vertx_http_server_response_time_seconds_count", "vertx_http_server_active_requests",
                        "code=\"200\"")
                .contains("vertx_pool_queue_pending", "vertx_pool_queue_time_seconds_max", "pool_name=")
                .contains("rijkscloud_documents_received_total 1.0");
    }

    @Test
    void noLabelHoldsAPathOrAnUnknownMethod() throws Exception {
        send("GET", "/health/nothing/3f0e");
        send("GUESS", "/health/live");

        var metrics = get("/metrics").body();

        assertThat(metrics).contains("method=\"other\"").doesNotContain("3f0e").doesNotContain("GUESS")
                .doesNotContain("/health");
    }

    @Test
    void everyOtherAddressIsNotFound() throws Exception {
        assertThat(get("/").statusCode()).isEqualTo(404);
        assertThat(get("/api/transfer").statusCode()).isEqualTo(404);
        assertThat(send("POST", "/health/live").statusCode()).isEqualTo(405);
        assertThat(send("HEAD", "/metrics").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", path);
    }

    private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        return client.send(request(method, path), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String method, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
    }
}
