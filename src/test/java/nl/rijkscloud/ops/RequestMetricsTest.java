package nl.rijkscloud.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.metrics.HttpServerMetrics;
import io.vertx.core.spi.observability.HttpRequest;
import io.vertx.core.spi.observability.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RequestMetricsTest {
    private static final SocketAddress CLIENT = SocketAddress.inetSocketAddress(1, "localhost");

    private final List<String> counted = new ArrayList<>();
    private final RequestMetrics<String, String, String> metrics = new RequestMetrics<>(new HttpServerMetrics<>() {
        @Override
        public String connected(SocketAddress remote, String name) {
            return "line";
        }

        @Override
        public String requestBegin(String line, HttpRequest request) {
            counted.add("begin");
            return "request";
        }

        @Override
        public void responseBegin(String request, HttpResponse response) {
            counted.add(request);
        }

        @Override
        public void requestRouted(String request, String route) {
            counted.add(route);
        }

        @Override
        public void responseEnd(String request, HttpResponse response, long bytes) {
            counted.add("answered");
        }

        @Override
        public void requestEnd(String request, HttpRequest head, long bytes) {
            counted.add("read");
        }
    });

    @Test
    void requestIsCountedOnce() {
        serve(metrics.connected(CLIENT, "client"));

        assertThat(counted).containsExactly("begin", "/", "request", "answered", "read");
    }

    /** Vert.x binds the port first and makes the meters then. */
    @Test
    void requestOfAConnectionFromBeforeTheMetersIsServed() {
        serve(null);

        assertThat(counted).isEmpty();
    }

    private void serve(RequestMetrics.Line<String, String> line) {
        metrics.bytesRead(line, CLIENT, 1);
        var request = metrics.requestBegin(line, null);
        metrics.requestRouted(request, "/");
        metrics.responseBegin(request, null);
        metrics.responseEnd(request, null, 1);
        metrics.responseEnd(request, null, 1);
        metrics.bytesWritten(line, CLIENT, 1);
        metrics.requestEnd(request, null, 0);
        metrics.requestReset(request);
        metrics.disconnected(line, CLIENT);
    }
}
