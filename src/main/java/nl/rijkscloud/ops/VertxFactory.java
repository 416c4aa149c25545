package nl.rijkscloud.ops;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.spi.metrics.HttpServerMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;
import io.vertx.core.transport.Transport;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Makes the one {@link Vertx} of the server, with meters. Labels are words from a closed set, never a path, an address
 * or an id, which would identify people and grow without end.
 */
public final class VertxFactory {
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

    /** In seconds; with these a percentile of response times can be asked over all servers. */
    private static final DistributionStatisticConfig BUCKETS = DistributionStatisticConfig.builder()
            .serviceLevelObjectives(Stream.of(0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
                    .mapToDouble(seconds -> seconds * TimeUnit.SECONDS.toNanos(1)).toArray())
            .build();

    private VertxFactory() {}

    /** @param metrics the meters of Vert.x and the JVM; other rooms add theirs */
    public record Measured(Vertx vertx, PrometheusMeterRegistry metrics) {
        /**
         * Closes Vert.x once the rest has closed, successfully or not. The returned future belongs to no context: a
         * future of Vert.x would complete on an event loop that has just ended, and a shutdown hook would wait for it
         * without end.
         */
        public Future<Void> closeAfter(Future<Void> rest) {
            var closed = Promise.<Void>promise();
            rest.onComplete(done -> vertx.close().onComplete(gone -> {
                if (done.failed() || gone.failed()) {
                    closed.fail(done.failed() ? done.cause() : gone.cause());
                } else {
                    closed.complete();
                }
            }));
            return closed.future();
        }
    }

    public static Measured create(VertxOptions options) {
        return create(options, registry(), Transport.NIO);
    }

    /** The registry of all meters. */
    public static PrometheusMeterRegistry registry() {
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        // HTTP allows any word as a method, so strangers could choose a label
        registry.config().meterFilter(MeterFilter.replaceTagValues(
                Label.HTTP_METHOD.toString(), method -> METHODS.contains(method) ? method : "other"));
        registry.config().meterFilter(new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                return id.getName().equals("vertx.http.server.response.time") ? BUCKETS.merge(config) : config;
            }
        });
        return registry;
    }

    public static Measured create(VertxOptions options, PrometheusMeterRegistry registry, Transport transport) {
        var labels = Set.of(
                Label.HTTP_ROUTE, Label.HTTP_METHOD, Label.HTTP_CODE, Label.POOL_TYPE, Label.POOL_NAME,
                Label.CLIENT_NAME, Label.NAMESPACE);
        var vertx = Vertx.builder()
                .with(options.setMetricsOptions(
                        new MicrometerMetricsOptions()
                                // two portals in one JVM would share the meters of the first
                                .setRegistryName(UUID.randomUUID().toString())
                                .setEnabled(true).setJvmMetricsEnabled(true).setLabels(labels)))
                .withTransport(transport)
                .withMetrics(given -> settled(new MicrometerMetricsFactory(registry).metrics(given)))
                .build();
        return new Measured(vertx, registry);
    }

    /** Puts {@link RequestMetrics} between the servers and their meters. */
    private static VertxMetrics settled(VertxMetrics metrics) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            var made = method.invoke(metrics, arguments);
            return made instanceof HttpServerMetrics<?, ?, ?> server ? new RequestMetrics<>(server) : made;
        };
        return (VertxMetrics) Proxy.newProxyInstance(
                VertxMetrics.class.getClassLoader(), new Class<?>[] {VertxMetrics.class}, handler);
    }
}
