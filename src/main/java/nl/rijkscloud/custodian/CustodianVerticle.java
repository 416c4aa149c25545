package nl.rijkscloud.custodian;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import nl.rijkscloud.transfer.DocumentReceived;
import nl.rijkscloud.transfer.Ended;

/**
 * Looks after stored documents: reads them back, destroys them in time, cuts what is still running of transfers that have
 * ended, sweeps up what crashes leave. Stopping it ends
 * readings between two segments; another node, or the next start, begins them again.
 */
public final class CustodianVerticle extends VerticleBase {
    private static final int READERS_AND_ONE_MORE = 3;

    private final CustodianContext custodian;
    private final CustodianIntervals intervals;
    private final List<Supplier<Future<Void>>> chores;
    private List<Supplier<Future<Void>>> stops = List.of();

    /** @param chores what else has to be forgotten in time: old sessions, counted acts */
    public CustodianVerticle(
            CustodianContext custodian, CustodianIntervals intervals, List<Supplier<Future<Void>>> chores) {
        this.custodian = custodian;
        this.intervals = intervals;
        this.chores = List.copyOf(chores);
    }

    @Override
    public Future<?> start() {
        // Platform threads: hashing keeps a processor busy for minutes, for which virtual threads would wait.
        var workers = vertx.createSharedWorkerExecutor("custodian", READERS_AND_ONE_MORE, 1, TimeUnit.DAYS);
        var readBack = new ReadBack(vertx, custodian, workers, Lane.LEASE);
        var checks = new Round("checking documents", stopped -> readBack.run());
        var expiry = new Round("expiry", new Expiry(custodian, workers, chores)::run);
        var sweep = new Round(
                "the sweep", new Sweep(custodian.database(), custodian.blobs(), workers, custodian.clock())::run);
        var cutting = new Round("cutting", stopped -> new Cutting(custodian).run());
        custodian.bus().serve(DocumentReceived.TOPIC, received -> readBack.run());
        custodian.bus().serve(Ended.TOPIC, ended -> {
            custodian.running().cut(ended.transfer());
            return Future.succeededFuture();
        });
        every(intervals.checks(), checks);
        every(intervals.expiry(), expiry);
        every(intervals.sweep(), sweep);
        every(intervals.cutting(), cutting);
        stops = List.of(readBack::stop, checks::stop, expiry::stop, sweep::stop, cutting::stop);
        return Future.succeededFuture();
    }

    private void every(Duration interval, Round round) {
        vertx.setPeriodic(0, interval.toMillis(), timer -> round.start());
    }

    @Override
    public Future<?> stop() {
        return Future.join(stops.stream().map(Supplier::get).toList());
    }
}
