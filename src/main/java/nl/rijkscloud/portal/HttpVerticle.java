package nl.rijkscloud.portal;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.connection.ClientConnections;
import nl.rijkscloud.connection.ClientConnections.OpenConnections;
import nl.rijkscloud.connection.Pipelining;
import nl.rijkscloud.http.RequestGuard;
import nl.rijkscloud.http.TlsPolicy;
import nl.rijkscloud.pages.WebPages;
import org.jspecify.annotations.Nullable;

/**
 * The public server on one event loop. Several instances share the port. Stopping it refuses new connections and gives
 * running requests the configured time.
 */
final class HttpVerticle extends VerticleBase {
    /** The time between the end of the drain and the cut, in which App counts the requests that will be cut. */
    private static final Duration TO_COUNT = Duration.ofMillis(200);
    private static final int MAX_CHUNK = 64 << 10;
    private static final int MAX_HEADERS = 16 << 10;
    private static final int MAX_STREAMS = 100;
    private static final int HANDSHAKE_SECONDS = 10;
    private static final long SWEEP_MS = 1000;

    private final Rooms rooms;
    private final WebPages pages;
    private final Consumer<Router> extension;
    private final OpenConnections connections = new OpenConnections();
    private final ClientConnections lines;
    private @Nullable HttpServer server;

    HttpVerticle(Rooms rooms, WebPages pages, ClientConnections lines, Consumer<Router> extension) {
        this.rooms = rooms;
        this.pages = pages;
        this.lines = lines;
        this.extension = extension;
    }

    @Override
    public Future<?> start() {
        var router = new Routes(rooms, pages).router(vertx);
        extension.accept(router);
        vertx.setPeriodic(SWEEP_MS, second -> {
            lines.sweep();
            rooms.upload.watch();
        });
        server = vertx.createHttpServer(options(settings()));
        server.connectionHandler(connection -> {
            connections.add(connection);
            Pipelining.watch(connection);
        });
        var guard = new RequestGuard(pages.headers(), pages.unreadable(), router);
        return server.requestHandler(guard).invalidRequestHandler(guard::refuseUnreadable).listen();
    }

    @Override
    public Future<?> stop() {
        return server == null
                ? Future.succeededFuture()
                : server.shutdown(settings().drain().plus(TO_COUNT).toMillis(), TimeUnit.MILLISECONDS)
                        .onComplete(done -> connections.abandon());
    }

    private Config.Server settings() {
        return rooms.platform.config().server();
    }

    private static HttpServerOptions options(Config.Server config) {
        var options = new HttpServerOptions()
                .setHost(config.host())
                .setPort(config.port())
                .setIdleTimeout((int) config.idleTimeout().toSeconds())
                .setUseAlpn(true)
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(true)
                .setMaxChunkSize(MAX_CHUNK)
                .setMaxHeaderSize(MAX_HEADERS)
                .setInitialSettings(new Http2Settings().setMaxConcurrentStreams(MAX_STREAMS)
                        .setMaxHeaderListSize(MAX_HEADERS))
                .setTcpNoDelay(true)
                .setTcpKeepAlive(true);
        options.setSslHandshakeTimeout(HANDSHAKE_SECONDS).setSslHandshakeTimeoutUnit(TimeUnit.SECONDS);
        config.tls().ifPresent(tls -> TlsPolicy.apply(tls, options));
        return options;
    }
}
