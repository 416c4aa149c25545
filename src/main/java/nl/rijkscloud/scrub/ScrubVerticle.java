package nl.rijkscloud.scrub;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.concurrent.TimeUnit;
import nl.rijkscloud.audit.Audit;
import nl.rijkscloud.blob.BlobStore;
import nl.rijkscloud.kernel.PeriodicTask;
import nl.rijkscloud.platform.Platform;
import org.jspecify.annotations.Nullable;

/** Runs the scrub on one event loop and one thread of its own, so that it takes none from the checks. */
final class ScrubVerticle extends VerticleBase {
    private final Platform platform;
    private final Audit audit;
    private final BlobStore blobs;
    private final MeterRegistry registry;
    private @Nullable Scrub scrub; // once started
    private List<PeriodicTask> duties = List.of();

    ScrubVerticle(Platform platform, Audit audit, BlobStore blobs) {
        this.platform = platform;
        this.audit = audit;
        this.blobs = blobs;
        this.registry = platform.metrics();
    }

    @Override
    public Future<?> start() {
        var workers = vertx.createSharedWorkerExecutor("scrub", 1, 1, TimeUnit.DAYS);
        var begun = new Scrub(platform.chores(), blobs, audit, workers, platform.clock(),
                platform.config().storage().scrub());
        begun.bindTo(registry);
        scrub = begun;
        var renewal = new PeriodicTask("scrub-lease", pass -> begun.renew());
        var turn = new PeriodicTask("scrub", begun::turn);
        duties = List.of(renewal, turn);
        duties.forEach(duty -> duty.bindTo(registry));
        renewal.every(vertx, Scrub.RENEWAL);
        turn.every(vertx, Scrub.TURN);
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        return Future.join(duties.stream().map(PeriodicTask::stop).toList())
                .eventually(() -> scrub == null ? Future.succeededFuture() : scrub.stop().otherwiseEmpty());
    }
}
