package nl.rijkscloud.ops;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.kernel.PeriodicTask;
import nl.rijkscloud.startup.PortCheck;

/**
 * Serves health and metrics on their own port, so that the public port cannot show them by mistake. It has three
 * read-only addresses, without anything about people. It starts first and closes last: {@code /health/ready} answers no
 * while the rest starts and stops.
 */
public final class ManagementServer {
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration WATCH = Duration.ofSeconds(15);
    private static final String JSON = "application/json";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final Readiness readiness;
    private final Supplier<String> metrics;
    /** Its own threads, because all common ones may wait for a disk that hangs. */
    private final WorkerExecutor worker;
    /** Checks readiness even if nobody asks, so that the log tells a failure and its time. */
    private final PeriodicTask watch;
    private final HttpServer server;

    private ManagementServer(Vertx vertx, HttpServer server, Readiness readiness, Supplier<String> metrics) {
        this.server = server;
        this.readiness = readiness;
        this.metrics = metrics;
        this.worker = vertx.createSharedWorkerExecutor("management", 1);
        this.watch = new PeriodicTask("readiness", pass -> readiness.watch());
    }

    /** @param metrics the meters as text, see {@code PrometheusMeterRegistry.scrape()} */
    public static Future<ManagementServer> start(
            Vertx vertx, Config.Management config, Readiness readiness, Supplier<String> metrics) {
        var options = new HttpServerOptions()
                .setHost(config.host()).setPort(config.port()).setHttp2ClearTextEnabled(false)
                .setIdleTimeout((int) IDLE.toSeconds());
        var server = vertx.createHttpServer(options);
        var management = new ManagementServer(vertx, server, readiness, metrics);
        return server.requestHandler(management::answer).listen().map(listening -> {
            management.watch.every(vertx, WATCH);
            return management;
        });
    }

    Future<Void> lookNow() {
        return watch.run();
    }

    public int port() {
        return server.actualPort();
    }

    public Future<Void> close() {
        return watch.stop().eventually(() -> server.shutdown(1, TimeUnit.SECONDS)).eventually(worker::close);
    }

    private void answer(HttpServerRequest request) {
        if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            request.response().putHeader("Allow", "GET, HEAD");
            send(request, HttpResponseStatus.METHOD_NOT_ALLOWED, JSON, "{}");
            return;
        }
        switch (request.path()) {
            case "/health/live" -> send(request, HttpResponseStatus.OK, JSON, PortCheck.LIVE);
            case "/health/ready" -> readiness.look().onSuccess(checks -> ready(request, checks))
                    .onFailure(bug -> send(request, HttpResponseStatus.INTERNAL_SERVER_ERROR, JSON, "{}"));
            case "/metrics" -> worker.executeBlocking(metrics::get, false)
                    .onSuccess(text -> send(request, HttpResponseStatus.OK, PROMETHEUS, text))
                    .onFailure(bug -> send(request, HttpResponseStatus.INTERNAL_SERVER_ERROR, JSON, "{}"));
            case null, default -> send(request, HttpResponseStatus.NOT_FOUND, JSON, "{}");
        }
    }

    private void ready(HttpServerRequest request, Map<String, Boolean> checks) {
        var up = !checks.containsValue(false);
        var body = new JsonObject().put("status", word(up));
        var parts = new JsonObject();
        checks.forEach((name, well) -> parts.put(name, word(well)));
        var reasons = new JsonObject();
        readiness.reasons().forEach(reasons::put);
        if (!up && !reasons.isEmpty()) {
            body.put("reasons", reasons);
        }
        send(request, up ? HttpResponseStatus.OK : HttpResponseStatus.SERVICE_UNAVAILABLE, JSON,
                body.put("checks", parts).encode());
    }

    private static String word(boolean well) {
        return well ? "up" : "down";
    }

    private static void send(HttpServerRequest request, HttpResponseStatus status, String type, String body) {
        var response = request.response().setStatusCode(status.code()).putHeader("Content-Type", type)
                .putHeader("Cache-Control", "no-store");
        if (request.method().equals(HttpMethod.HEAD)) {
            response.end();
        } else {
            response.end(body);
        }
    }
}
