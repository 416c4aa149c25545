package nl.rijkscloud.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.doctor.CertificateEnds;
import nl.rijkscloud.kernel.PeriodicTask;

/**
 * Measures free space and the remaining days of certificates. It does so on a thread of its own, so that a hanging disk
 * or network delays neither a scrape nor other work.
 */
public final class InstallationMeters {
    private static final Duration SPACE = Duration.ofSeconds(30);
    private static final Duration CERTIFICATES = Duration.ofMinutes(10);

    private volatile double free = Double.NaN;
    private volatile CertificateEnds ends = CertificateEnds.UNKNOWN;
    private final WorkerExecutor worker;
    private final List<PeriodicTask> duties;

    /** @param freeSpace in bytes; blocks */
    private InstallationMeters(WorkerExecutor worker, Config.Server server, Callable<Long> freeSpace) {
        this.worker = worker;
        duties = List.of(
                new PeriodicTask("free-space", pass -> worker.executeBlocking(freeSpace, false)
                        .onSuccess(bytes -> free = bytes)
                        .onFailure(away -> free = Double.NaN)),
                new PeriodicTask("certificate-days", pass -> worker
                        .executeBlocking(() -> CertificateEnds.look(server), false).onSuccess(found -> ends = found)));
    }

    /** @param version and commit of this build */
    public static InstallationMeters start(Vertx vertx, MeterRegistry registry, Config.Server server,
            Callable<Long> freeSpace, String version, String commit) {
        var meters = new InstallationMeters(vertx.createSharedWorkerExecutor("installation", 2), server, freeSpace);
        meters.bindTo(registry, version, commit);
        meters.duties.getFirst().every(vertx, SPACE);
        meters.duties.getLast().every(vertx, CERTIFICATES);
        return meters;
    }

    public Future<Void> stop() {
        return Future.join(duties.stream().map(PeriodicTask::stop).toList()).<Void>mapEmpty()
                .eventually(worker::close);
    }

    private void bindTo(MeterRegistry registry, String version, String commit) {
        duties.forEach(duty -> duty.bindTo(registry));
        Gauge.builder("rijkscloud.storage.free", this, meters -> meters.free).strongReference(true).baseUnit("bytes")
                .description("Room that the store of documents still has; NaN while it cannot be seen")
                .register(registry);
        Gauge.builder("rijkscloud.certificate.left", this, meters -> meters.ends.ofVisitors()).strongReference(true)
                .tag("certificate", "visitors").baseUnit("seconds")
                .description("Time until a certificate ends; NaN where there is none, or it cannot be seen")
                .register(registry);
        Gauge.builder("rijkscloud.certificate.left", this, meters -> meters.ends.own()).strongReference(true)
                .tag("certificate", "own").baseUnit("seconds")
                .description("Time until a certificate ends; NaN where there is none, or it cannot be seen")
                .register(registry);
        Gauge.builder("rijkscloud.build.info", () -> 1).tag("version", version).tag("commit", commit)
                .description("The version and commit that run").register(registry);
    }
}
