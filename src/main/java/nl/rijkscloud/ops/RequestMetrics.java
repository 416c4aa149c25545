package nl.rijkscloud.ops;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.metrics.HttpServerMetrics;
import io.vertx.core.spi.observability.HttpRequest;
import io.vertx.core.spi.observability.HttpResponse;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts the end of every request exactly once. Vert.x counts twice if a request is answered after its connection has
 * gone, and never if the connection goes between the answer and the end of the request's body, so that the number of
 * active requests would drift. Each connection is confined to its event loop.
 *
 * <p>A connection has no line (null) if Vert.x has not announced it: it ended at its very start, or it came between the
 * binding of the port and the making of its meters. Its requests are served, and not counted.
 */
final class RequestMetrics<R, W, S>
        implements HttpServerMetrics<RequestMetrics.Request<R>, W, RequestMetrics.Line<R, S>> {
    private final HttpServerMetrics<R, W, S> counted;

    RequestMetrics(HttpServerMetrics<R, W, S> counted) {
        this.counted = counted;
    }

    /** A connection with its unfinished requests. */
    record Line<R, S>(S metric, Set<Request<R>> open) {}

    /** Equal to itself only. */
    static final class Request<R> {
        private final @Nullable R metric;
        private final Set<Request<R>> open;
        private boolean read;
        private boolean answered;

        private Request(@Nullable R metric, Set<Request<R>> open) {
            this.metric = metric;
            this.open = open;
        }

        private static <R> Request<R> counted(R metric, Set<Request<R>> open) {
            var request = new Request<>(metric, open);
            open.add(request);
            return request;
        }

        /** It is never open, so nothing about it is counted. */
        private static <R> Request<R> uncounted() {
            return new Request<>(null, Set.of());
        }

        private R metric() {
            return Objects.requireNonNull(metric);
        }

        private boolean isOpen() {
            return open.contains(this);
        }

        private void settle() {
            if (read && answered) {
                open.remove(this);
            }
        }
    }

    @Override
    public Line<R, S> connected(SocketAddress remote, String name) {
        return new Line<>(counted.connected(remote, name), new HashSet<>(2));
    }

    @Override
    public void disconnected(@Nullable Line<R, S> line, SocketAddress remote) {
        if (line == null) {
            return;
        }
        line.open().forEach(request -> counted.requestReset(request.metric()));
        line.open().clear();
        counted.disconnected(line.metric(), remote);
    }

    @Override
    public Request<R> requestBegin(@Nullable Line<R, S> line, HttpRequest head) {
        return line == null ? Request.uncounted()
                : Request.counted(counted.requestBegin(line.metric(), head), line.open());
    }

    @Override
    public Request<R> responsePushed(Line<R, S> line, HttpMethod method, String uri, HttpResponse response) {
        return Request.counted(counted.responsePushed(line.metric(), method, uri, response), line.open());
    }

    @Override
    public void requestEnd(Request<R> request, HttpRequest head, long bytes) {
        if (request.isOpen() && !request.read) {
            request.read = true;
            counted.requestEnd(request.metric(), head, bytes);
            request.settle();
        }
    }

    @Override
    public void requestReset(Request<R> request) {
        if (request.isOpen()) {
            request.open.remove(request);
            counted.requestReset(request.metric());
        }
    }

    @Override
    public void responseBegin(Request<R> request, HttpResponse response) {
        if (request.metric != null) {
            counted.responseBegin(request.metric, response);
        }
    }

    @Override
    public void responseEnd(Request<R> request, HttpResponse response, long bytes) {
        if (request.isOpen() && !request.answered) {
            request.answered = true;
            counted.responseEnd(request.metric(), response, bytes);
            request.settle();
        }
    }

    @Override
    public void requestRouted(Request<R> request, String route) {
        if (request.metric != null) {
            counted.requestRouted(request.metric, route);
        }
    }

    @Override
    public W connected(Line<R, S> line, Request<R> request, ServerWebSocket socket) {
        return counted.connected(line.metric(), request.metric(), socket);
    }

    @Override
    public void disconnected(W socket) {
        counted.disconnected(socket);
    }

    @Override
    public void bytesRead(@Nullable Line<R, S> line, SocketAddress remote, long bytes) {
        if (line != null) {
            counted.bytesRead(line.metric(), remote, bytes);
        }
    }

    @Override
    public void bytesWritten(@Nullable Line<R, S> line, SocketAddress remote, long bytes) {
        if (line != null) {
            counted.bytesWritten(line.metric(), remote, bytes);
        }
    }

    @Override
    public void exceptionOccurred(@Nullable Line<R, S> line, SocketAddress remote, Throwable failure) {
        if (line != null) {
            counted.exceptionOccurred(line.metric(), remote, failure);
        }
    }

    @Override
    public void close() {
        counted.close();
    }
}
