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
 * A proxy between browser and portal that treats each browser as its environment demands. The browser names the
 * environment in a header, which the proxy removes; without one the proxy only forwards.
 */
final class HostileProxy implements AutoCloseable {
    static final String ENVIRONMENT = "X-Environment";

    /** Tampers with a request, each time anew; the proxy forwards untouched requests. */
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
