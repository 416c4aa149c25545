package nl.rijkscloud.custodian;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import nl.rijkscloud.blob.BlobStore;
import nl.rijkscloud.blob.Quarantine;
import nl.rijkscloud.custodian.SweepStore.Known;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Loop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides about files without a row. It deletes at once only files that a row declares over for good: of a refused
 * document, or of a destroyed or withdrawn transfer. Any other file goes to quarantine, returns if its row does, and is
 * deleted after some days. If there are many at once, nothing moves until a person confirms: a wrong or old database
 * looks like that. Needs no keys; several nodes may run it at once.
 */
final class OrphanFiles {
    /** The number of files that crashes and failed disks may leave. */
    static final int USUAL = 50;

    /** The share of all files that they may be. */
    private static final double USUAL_PART = 0.05;

    private static final int BATCH = 500;
    private static final Logger LOG = LoggerFactory.getLogger(OrphanFiles.class);

    /**
     * @param held files that wait for a person
     * @param waiting files in quarantine
     */
    record Outcome(int deleted, int held, int waiting) {}

    private final SweepStore store = new SweepStore();
    private final Database database;
    private final BlobStore blobs;
    private final WorkerExecutor workers;
    private final InstantSource clock;
    private final Duration patience;

    /** @param patience the time that a file waits in quarantine */
    OrphanFiles(Database database, BlobStore blobs, WorkerExecutor workers, InstantSource clock, Duration patience) {
        this.database = database;
        this.blobs = blobs;
        this.workers = workers;
        this.clock = clock;
        this.patience = patience;
    }

    /**
     * Returns files whose row is back, and deletes files that are over or have waited long enough. Returns the number
     * of deleted files.
     */
    Future<Integer> review(BooleanSupplier stopped) {
        var deleted = new AtomicInteger();
        return onWorker(() -> blobs.quarantine().entries())
                .compose(entries -> Loop.forEach(batches(entries), batch -> stopped.getAsBoolean()
                        ? Future.succeededFuture()
                        : onWorker(() -> transfers(batch, Quarantine.Entry::document, blobs.quarantine()::transferOf))
                                .compose(named -> store.known(database.client(), named))
                                .compose(known -> onWorker(() -> deleted.addAndGet(reviewed(batch, known))))))
                .map(done -> deleted.get());
    }

    /** @param files the number of all files */
    Future<Outcome> settle(List<UUID> orphans, long files, BooleanSupplier stopped) {
        var deleted = new AtomicInteger();
        var unknown = new ArrayList<UUID>();
        return Loop.forEach(batches(orphans), batch -> stopped.getAsBoolean()
                        ? Future.succeededFuture()
                        : onWorker(() -> transfers(batch, Function.identity(), blobs::transferOf))
                                .compose(named -> store.known(database.client(), named))
                                .compose(known -> onWorker(() -> deleted.addAndGet(deleted(batch, known, unknown)))))
                .compose(done -> quarantined(unknown, files))
                .compose(held -> onWorker(() -> new Outcome(deleted.get(), held, blobs.quarantine().entries().size())));
    }

    private Future<Integer> quarantined(List<UUID> unknown, long files) {
        return allowed(unknown.size(), files).compose(allowed -> {
            if (!allowed) {
                LOG.error("{} of {} files have no row, far more than usual. None is touched until a person has looked: "
                        + "is this the right database, and"
                        + " not an old one? If it is, run: blobs sweep --confirm {}", unknown.size(), files,
                        unknown.size());
                return Future.succeededFuture(unknown.size());
            }
            return onWorker(() -> {
                for (var document : unknown) {
                    if (blobs.quarantine().take(document, clock.instant())) {
                        LOG.warn("the blob of {} is in quarantine: no document needs it", document);
                    }
                }
                return 0;
            });
        });
    }

    private Future<Boolean> allowed(int number, long files) {
        return number <= USUAL || number <= USUAL_PART * files
                ? Future.succeededFuture(true)
                : store.takeConsent(database.client(), number);
    }

    /** Runs on a worker. Returns the number of deleted files; unknown files go to {@code unknown}. */
    private int deleted(List<UUID> orphans, Known known, List<UUID> unknown) throws IOException {
        var deleted = 0;
        for (var document : orphans) {
            if (known.isOver(document)) {
                blobs.delete(document);
                deleted++;
                LOG.info("deleted the blob of {}, which is over", document);
            } else if (!known.needsFile(document)) {
                unknown.add(document);
            }
        }
        return deleted;
    }

    /** Runs on a worker. Returns the number of deleted files. */
    private int reviewed(List<Quarantine.Entry> entries, Known known) throws IOException {
        var deleted = 0;
        var limit = clock.instant().minus(patience);
        for (var entry : entries) {
            if (known.needsFile(entry.document())) {
                if (blobs.quarantine().putBack(entry)) {
                    LOG.warn("the blob of {} is back from quarantine: its document is there again", entry.document());
                }
            } else if (known.isOver(entry.document()) || entry.since().isBefore(limit)) {
                blobs.quarantine().delete(entry);
                deleted++;
                LOG.info("deleted the blob of {} from quarantine", entry.document());
            }
        }
        return deleted;
    }

    private interface Naming<T> {
        Optional<UUID> transferOf(T file) throws IOException;
    }

    /** Runs on a worker. Returns for each document the transfer that its file names, or null. */
    private static <T> Map<UUID, UUID> transfers(List<T> files, Function<T, UUID> document, Naming<T> naming)
            throws IOException {
        var transfers = new HashMap<UUID, UUID>();
        for (var file : files) {
            transfers.put(document.apply(file), naming.transferOf(file).orElse(null));
        }
        return transfers;
    }

    private static <T> List<List<T>> batches(List<T> all) {
        var batches = new ArrayList<List<T>>();
        for (var from = 0; from < all.size(); from += BATCH) {
            batches.add(all.subList(from, Math.min(all.size(), from + BATCH)));
        }
        return batches;
    }

    private <T> Future<T> onWorker(Callable<T> task) {
        return workers.executeBlocking(task, false);
    }
}
