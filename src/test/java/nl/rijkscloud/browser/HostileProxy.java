package nl.rijkscloud.browser;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A proxy between browser and portal that does to each browser what its environment says. The browser names the
 * environment in a header, which goes no further; without one it is an honest proxy.
 */
final class HostileProxy implements AutoCloseable {
    static final String ENVIRONMENT = "X-Environment";

    /** Does something to a request, each time anew; the proxy passes on what it does not touch. */
    interface Obstacle {
        void meet(HostilePassage request);
    }

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = vertx.createHttpClient(
            new HttpClientOptions().setKeepAlive(false).setDecompressionSupported(false),
            new PoolOptions().setHttp1MaxSize(200));
    private final Map<String, Obstacle> obstacles = new ConcurrentHashMap<>();
    private final HttpServer server;
    private final int portal;

    private HostileProxy(int portal) {
        this.portal = portal;
        server = vertx.createHttpServer(new HttpServerOptions().setIdleTimeout(0)).requestHandler(this::handle)
                .exceptionHandler(malformed -> {})
                .listen(0, "localhost").await();
    }

    static HostileProxy before(int portal) {
        return new HostileProxy(portal);
    }

    int port() {
        return server.actualPort();
    }

    void surround(String environment, Obstacle obstacle) {
        obstacles.put(environment, obstacle);
    }

    private void handle(HttpServerRequest request) {
        request.pause();
        request.exceptionHandler(cut -> {});
        request.response().exceptionHandler(cut -> {});
        var name = request.getHeader(ENVIRONMENT);
        request.headers().remove(ENVIRONMENT);
        var passage = new HostilePassage(request, client, portal);
        obstacles.getOrDefault(name == null ? "" : name, HostilePassage::forward).meet(passage);
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
