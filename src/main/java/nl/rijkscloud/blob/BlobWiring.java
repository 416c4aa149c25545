package nl.rijkscloud.blob;

import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.util.concurrent.Callable;
import nl.rijkscloud.platform.Platform;

/** Wires the store of sealed files, the threads that work on it and the memory that they share. */
public record BlobWiring(BlobStore store, WorkerExecutor workers, SegmentPool pool) {
    /** Makes the folders of the store. Blocks. */
    public static BlobWiring of(Platform platform) throws IOException {
        var place = BlobPlace.of(platform.config().storage());
        return new BlobWiring(
                place.open(platform),
                platform.vertx().createSharedWorkerExecutor("blobs", place.workers()),
                new SegmentPool(place.poolMemory()));
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
