package nl.rijkscloud.custodian;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import nl.rijkscloud.content.ContentCheck;
import nl.rijkscloud.content.ContentInspection;
import nl.rijkscloud.content.KindInspection;
import nl.rijkscloud.document.DocumentReceived;
import nl.rijkscloud.kernel.PeriodicTask;
import nl.rijkscloud.kernel.QueueAge;
import nl.rijkscloud.transfer.TransferEnded;

/**
 * Looks after stored documents: checks them, destroys them in time, aborts streams of ended transfers, and removes what
 * crashes leave. On a stop, checks end between two segments; another node, or the next start, begins them again.
 */
final class CustodianVerticle extends VerticleBase {
    /**
     * Aborts local streams of transfers that any node has ended, with one statement for all of them. The news of an end
     * only shortens the wait.
     */
    static final class EndedTransferWatcher {
        private final CustodianContext custodian;

        EndedTransferWatcher(CustodianContext custodian) {
            this.custodian = custodian;
        }

        Future<Void> run() {
            var running = custodian.running().transfers();
            return running.isEmpty()
                    ? Future.succeededFuture()
                    : custodian.transfers().filterEnded(custodian.database().client(), running)
                            .onSuccess(ended -> ended.forEach(custodian.running()::cut))
                            .mapEmpty();
        }
    }

    private static final int READERS_AND_ONE_MORE = 3;
    /** The age at which the log warns of a waiting document. */
    private static final Duration TOO_LONG = Duration.ofMinutes(10);

    private final List<PeriodicTask> duties = new ArrayList<>();
    private final CustodianContext custodian;
    private final CustodianIntervals intervals;
    private final ContentInspection scan;
    private final List<PeriodicTask> chores;
    private final MeterRegistry registry;

    /**
     * @param scan looks for malware
     * @param chores of other rooms, such as deleting old sessions
     */
    CustodianVerticle(CustodianContext custodian, CustodianIntervals intervals, ContentInspection scan,
            List<PeriodicTask> chores, MeterRegistry registry) {
        this.custodian = custodian;
        this.intervals = intervals;
        this.scan = scan;
        this.chores = List.copyOf(chores);
        this.registry = registry;
    }

    @Override
    public Future<?> start() {
        // Platform threads: hashing keeps a processor busy for minutes, for which virtual threads would wait.
        var workers = vertx.createSharedWorkerExecutor("custodian", READERS_AND_ONE_MORE, 1, TimeUnit.DAYS);
        var types = new ContentCheck(custodian.config(), registry);
        var readBack = new CheckScheduler(vertx, custodian, workers, types, List.of(new KindInspection(types), scan),
                CheckWorker.LEASE);
        readBack.duties().forEach(lane -> every(intervals.checks(), lane));
        var age = new QueueAge("documents", TOO_LONG, () -> new CheckStore().oldest(custodian.database().client()));
        age.bindTo(registry);
        every(intervals.checks(), age.duty());
        var waiting = new AtomicLong();
        Gauge.builder("rijkscloud.checks.waiting", waiting, AtomicLong::get).strongReference(true)
                .description("Documents that are to be read back").register(registry);
        every(intervals.checks(), new PeriodicTask("checks-count", pass -> new CheckStore()
                .waiting(custodian.database().client()).onSuccess(waiting::set)));
        var held = new AtomicLong();
        Gauge.builder("rijkscloud.checks.held", held, AtomicLong::get).strongReference(true)
                .description("Documents that wait for the virus scanner").register(registry);
        every(intervals.checks(), new PeriodicTask("held-count", pass -> new CheckStore()
                .held(custodian.database().client()).onSuccess(held::set)));
        every(intervals.expiry(), new PeriodicTask("expiry", new TransferExpiry(custodian, workers)::run));
        chores.forEach(chore -> every(intervals.expiry(), chore));
        var sweep = new BlobSweep(custodian.database(), custodian.blobs(), workers, custodian.clock(),
                intervals.quarantine());
        sweep.bindTo(registry);
        every(intervals.sweep(), new PeriodicTask("sweep", sweep::run));
        every(intervals.cutting(), new PeriodicTask("cutting", pass -> new EndedTransferWatcher(custodian).run()));
        custodian.bus().listen(DocumentReceived.TOPIC, received -> readBack.run());
        custodian.bus().listen(TransferEnded.TOPIC, ended -> custodian.running().cut(ended.transfer()));
        return Future.succeededFuture();
    }

    private void every(Duration interval, PeriodicTask duty) {
        duties.add(duty);
        duty.bindTo(registry);
        duty.every(vertx, interval);
    }

    @Override
    public Future<?> stop() {
        return Future.join(duties.stream().map(PeriodicTask::stop).toList());
    }
}
