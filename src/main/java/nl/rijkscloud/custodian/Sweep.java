package nl.rijkscloud.custodian;

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
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.kernel.Loop;
import nl.rijkscloud.vault.BlobStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares files with rows, one folder at a time: deletes files that no row needs, which crashes leave, and reports
 * rows whose file is missing, which nothing should cause. Works without keys; on several nodes at once it does no
 * harm.
 */
final class Sweep {
    /** A file comes before its row: what is younger may still get one. */
    static final Duration GRACE = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

    private final SweepStore store = new SweepStore();
    private final Database database;
    private final BlobStore blobs;
    private final WorkerExecutor workers;
    private final InstantSource clock;

    Sweep(Database database, BlobStore blobs, WorkerExecutor workers, InstantSource clock) {
        this.database = database;
        this.blobs = blobs;
        this.workers = workers;
        this.clock = clock;
    }

    /** Answers the documents whose file is missing. */
    Future<List<UUID>> run(BooleanSupplier stopped) {
        var missing = new ArrayList<UUID>();
        var deleted = new AtomicInteger();
        var folders = IntStream.range(0, BlobStore.FOLDERS).boxed().toList();
        return Loop.forEach(folders, folder -> stopped.getAsBoolean()
                ? Future.succeededFuture()
                : swept(folder, deleted).onSuccess(missing::addAll)).compose(all -> {
            if (!missing.isEmpty()) {
                LOG.error("{} documents have no blob: {}", missing.size(), missing);
            }
            return stopped.getAsBoolean()
                    ? Future.succeededFuture(missing)
                    : store.record(database.client(), clock.instant(), deleted.get(), missing.size()).map(missing);
        });
    }

    private Future<Set<UUID>> swept(int folder, AtomicInteger deleted) {
        return workers.executeBlocking(() -> Set.copyOf(blobs.documents(folder)), false)
                .compose(files -> store.withFile(database.client(), folder).compose(rows -> workers
                        .executeBlocking(() -> {
                            deleted.addAndGet(deleteOld(without(files, rows)));
                            return gone(without(rows, files));
                        }, false)
                        .compose(gone -> stillThere(folder, gone))));
    }

    /** On a worker. Answers how many. */
    private int deleteOld(Collection<UUID> orphans) throws IOException {
        var deleted = 0;
        var limit = clock.instant().minus(GRACE);
        for (var document : orphans) {
            var written = blobs.writtenAt(document);
            if (written.isPresent() && written.get().isBefore(limit)) {
                blobs.delete(document);
                deleted++;
                LOG.info("deleted the blob of {}, which no document needs", document);
            }
        }
        return deleted;
    }

    /** On a worker. A file may have come since the folder was listed. */
    private List<UUID> gone(Collection<UUID> documents) throws IOException {
        var gone = new ArrayList<UUID>();
        for (var document : documents) {
            if (blobs.writtenAt(document).isEmpty()) {
                gone.add(document);
            }
        }
        return gone;
    }

    /** A row goes before its file: what is deleted just now is not missing. */
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
