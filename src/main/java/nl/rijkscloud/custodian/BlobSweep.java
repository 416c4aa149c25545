package nl.rijkscloud.custodian;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import nl.rijkscloud.blob.BlobStore;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Loop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares files with rows, one folder at a time. It finds files without a row, which crashes leave, and passes them to
 * {@link OrphanFiles}; it reports rows without a file, which nothing should cause. Needs no keys; several nodes may run
 * it at once.
 */
final class BlobSweep implements MeterBinder {
    /** The age below which a file may still get its row. */
    static final Duration GRACE = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(BlobSweep.class);

    private final SweepStore store = new SweepStore();
    private final Database database;
    private final BlobStore blobs;
    private final WorkerExecutor workers;
    private final InstantSource clock;
    private final OrphanFiles orphans;
    private final AtomicInteger held = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger part = new AtomicInteger();
    private final AtomicLong endedAt = new AtomicLong();

    /** @param patience the time that a file waits in quarantine */
    BlobSweep(Database database, BlobStore blobs, WorkerExecutor workers, InstantSource clock, Duration patience) {
        this.database = database;
        this.blobs = blobs;
        this.workers = workers;
        this.clock = clock;
        this.orphans = new OrphanFiles(database, blobs, workers, clock, patience);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("rijkscloud.blobs.quarantined", waiting, AtomicInteger::get)
                .description("Files in quarantine, which no document needs").register(registry);
        Gauge.builder("rijkscloud.sweep.parts", part, AtomicInteger::get)
                .description("Parts of the store that the running sweep has compared, of " + BlobStore.PARTS)
                .register(registry);
        Gauge.builder("rijkscloud.sweep.ended.timestamp", endedAt, AtomicLong::get).baseUnit("seconds")
                .description("When this server last went through all files; 0 before the first time")
                .register(registry);
        Gauge.builder("rijkscloud.blobs.held", held, AtomicInteger::get)
                .description("Files without a row that are too many, and wait for a person").register(registry);
    }

    /** Returns the documents whose file is missing. */
    Future<List<UUID>> run(BooleanSupplier stopped) {
        var missing = new ArrayList<UUID>();
        var old = new ArrayList<UUID>();
        var files = new AtomicLong();
        var folders = IntStream.range(0, BlobStore.PARTS).boxed().toList();
        return workers.executeBlocking(this::confirmed, false).compose(ours -> orphans.review(stopped))
                .compose(before -> Loop.forEach(folders, folder -> stopped.getAsBoolean()
                        ? Future.succeededFuture()
                        : swept(folder, old, files).onSuccess(missing::addAll).onSuccess(done -> part.set(folder + 1)))
                .compose(all -> stopped.getAsBoolean()
                        ? Future.succeededFuture(missing)
                        : orphans.settle(old, files.get(), stopped).compose(outcome -> ended(before, outcome, missing))
                        .map(missing)));
    }

    /** Runs on a worker. An empty mount point is no reason to report every document as lost. */
    private Void confirmed() throws IOException {
        blobs.confirm();
        return null;
    }

    private Future<Void> ended(int before, OrphanFiles.Outcome outcome, List<UUID> missing) {
        part.set(0);
        endedAt.set(clock.instant().getEpochSecond());
        held.set(outcome.held());
        waiting.set(outcome.waiting());
        if (!missing.isEmpty()) {
            LOG.error("{} documents have no blob: {}", missing.size(), missing);
        }
        if (outcome.waiting() > 0) {
            LOG.warn("{} blobs are in quarantine", outcome.waiting());
        }
        var all = new OrphanFiles.Outcome(before + outcome.deleted(), outcome.held(), outcome.waiting());
        return store.record(database.client(), clock.instant(), all, missing.size());
    }

    private Future<Set<UUID>> swept(int folder, List<UUID> old, AtomicLong count) {
        return workers.executeBlocking(() -> documents(folder), false)
                .compose(files -> store.withFile(database.client(), folder).compose(rows -> workers
                        .executeBlocking(() -> {
                            count.addAndGet(files.size());
                            old.addAll(old(without(files, rows)));
                            return gone(without(rows, files));
                        }, false)
                        .compose(gone -> stillThere(folder, gone))));
    }

    /** Runs on a worker. */
    private Set<UUID> documents(int folder) throws IOException {
        blobs.tidy(folder);
        return Set.copyOf(blobs.documents(folder));
    }

    /** Runs on a worker. Returns files that will get no row any more. */
    private List<UUID> old(Collection<UUID> files) throws IOException {
        var old = new ArrayList<UUID>();
        var limit = clock.instant().minus(GRACE);
        for (var document : files) {
            if (blobs.writtenAt(document).filter(written -> written.isBefore(limit)).isPresent()) {
                old.add(document);
            }
        }
        return old;
    }

    /** Runs on a worker. A file may have appeared since the folder was listed. */
    private List<UUID> gone(Collection<UUID> documents) throws IOException {
        var gone = new ArrayList<UUID>();
        for (var document : documents) {
            if (blobs.writtenAt(document).isEmpty()) {
                gone.add(document);
            }
        }
        return gone;
    }

    /** Looks at the row again: a row is deleted before its file, so a document under deletion is not missing. */
    private Future<Set<UUID>> stillThere(int folder, List<UUID> gone) {
        return gone.isEmpty()
                ? Future.succeededFuture(Set.of())
                : store.withFile(database.client(), folder).map(rows -> {
                    rows.retainAll(gone);
                    return rows;
                });
    }

    private static List<UUID> without(Set<UUID> all, Set<UUID> these) {
        return all.stream().filter(id -> !these.contains(id)).toList();
    }
}
