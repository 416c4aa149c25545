package nl.rijkscloud.blob;

import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.util.concurrent.Callable;
import nl.rijkscloud.platform.Platform;

/** Joins the store of sealed files, the threads that work on it and the memory that they share. */
public record BlobWiring(BlobStore store, WorkerExecutor workers, SegmentPool pool) {
    private static final int WORKERS = 2 * Runtime.getRuntime().availableProcessors() + 2;

    /** Makes the folders of the store. Blocks. */
    public static BlobWiring of(Platform platform) throws IOException {
        var config = platform.config().storage();
        return new BlobWiring(
                BlobPlace.of(config).open(platform),
                platform.vertx().createSharedWorkerExecutor("blobs", WORKERS),
                new SegmentPool(config.memoryBudget()));
    }

    /** Counts the bytes that the store has room for. Blocks. */
    public Callable<Long> freeSpace() {
        return store::usableSpace;
    }

    /** Finds out if the store takes writes, for readiness. Blocks. */
    public Callable<?> probe() {
        return store::probe;
    }
}
