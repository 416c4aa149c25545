package nl.rijkscloud.custodian;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import nl.rijkscloud.custodian.CheckStore.Claim;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.kernel.PeriodicTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes documents to be checked, one transfer's after the other's, all of them or only small ones; several lanes, of
 * this node and others, share the work. While it reads it renews its claim, and stops reading when that is lost. Every
 * segment that it reads is a sign of life; a reading that hangs is given up, and the lane goes on with the next
 * document. Belongs to one event loop.
 */
final class CheckWorker {
    /** The largest document of the lane for small ones: a larger one may take minutes. */
    static final long SMALL = 32L << 20;

    /** A crashed node's documents wait this long for another reader, by the database's clock. */
    static final Duration LEASE = Duration.ofSeconds(15);

    private static final Logger LOG = LoggerFactory.getLogger(CheckWorker.class);
    private static final int RENEWALS_PER_LEASE = 3;
    /** A disk that answers nothing for as long as this has gone. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final CheckStore store = new CheckStore();
    private final Vertx vertx;
    private final Database database;
    private final boolean small;
    private final Duration lease;
    private final TransferCheck check;
    private final PeriodicTask duty;

    /** @param small true for a lane that takes none above {@link #SMALL} */
    CheckWorker(Vertx vertx, Database database, boolean small, Duration lease, TransferCheck check) {
        this(vertx, database, small, lease, PATIENCE, check);
    }

    CheckWorker(Vertx vertx, Database database, boolean small, Duration lease, Duration patience, TransferCheck check) {
        this.vertx = vertx;
        this.database = database;
        this.small = small;
        this.lease = lease;
        this.check = check;
        this.duty = new PeriodicTask(small ? "small-checks" : "checks", patience, this::pass);
    }

    PeriodicTask duty() {
        return duty;
    }

    /** Checks all that is due. During a pass it asks that pass to look once more. */
    Future<Void> run() {
        return duty.run();
    }

    /** Claims no more documents; completes when those being read have been given back or settled. */
    Future<Void> stop() {
        return duty.stop();
    }

    private Future<Void> pass(PeriodicTask.Pass pass) {
        return Loop.whileTrue(() -> pass.getAsBoolean() ? Future.succeededFuture(false) : next(pass));
    }

    /** False when nothing is due. */
    private Future<Boolean> next(PeriodicTask.Pass pass) {
        var db = database.client();
        return store.comeBack(db).compose(done -> store.claim(db, small, lease)).compose(claims -> claims.isEmpty()
                ? Future.succeededFuture(false)
                : checked(claims, pass).map(true));
    }

    /** Never fails: claims end by themselves, and other documents go on. */
    private Future<Void> checked(List<Claim> claims, PeriodicTask.Pass pass) {
        var lost = new AtomicBoolean();
        var renewal = vertx.setPeriodic(lease.dividedBy(RENEWALS_PER_LEASE).toMillis(), timer -> {
            if (pass.isOver()) {
                vertx.cancelTimer(timer); // given up or stopped: the documents are for others
            } else {
                renew(claims, lost);
            }
        });
        return Future.succeededFuture()
                .compose(begin -> check.run(claims, () -> pass.getAsBoolean() || lost.get()))
                .onComplete(done -> vertx.cancelTimer(renewal))
                .otherwise(failure -> claims.stream().map(claim -> new TransferCheck.Failed(claim, failure)).toList())
                .compose(failed -> Loop.forEach(failed, this::giveBack));
    }

    private void renew(List<Claim> claims, AtomicBoolean lost) {
        store.renew(database.client(), claims, lease)
                .onSuccess(kept -> lost.set(!kept))
                .onFailure(failure -> LOG.warn("{} claims from {} on are not renewed: {}", claims.size(),
                        claims.getFirst().document(),
                        failure.toString()));
    }

    /** Never fails either. */
    private Future<Void> giveBack(TransferCheck.Failed failed) {
        var claim = failed.claim();
        return giveBack(claim, failed.cause()).recover(unwritten -> {
            LOG.warn("{} waits until its claim has ended: {}", claim.document(), unwritten.toString());
            return Future.succeededFuture();
        });
    }

    private Future<Void> giveBack(Claim claim, Throwable failure) {
        if (failure instanceof CancellationException) {
            return store.giveBack(database.client(), claim, Duration.ZERO, claim.failures()).mapEmpty();
        }
        // From reading only: a lost connection to the database is an IOException too, and no reason to give up.
        var disk = failure instanceof UncheckedIOException;
        var failures = claim.failures() + (disk ? 1 : 0);
        var wait = disk ? ReadRetryPolicy.after(failures) : ReadRetryPolicy.OTHER_TROUBLE;
        return store.giveBack(database.client(), claim, wait, failures).map(waits -> {
            if (waits && disk) {
                LOG.warn("{} could not be read, next time in {}: {}", claim.document(), wait, failure.getMessage());
            } else if (waits) { // else it was deleted meanwhile, and that was the trouble
                LOG.error("{} could not be checked, next time in {}", claim.document(), wait, failure);
            }
            return null;
        });
    }
}
