package nl.rijkscloud.custodian;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.UUID;
import nl.rijkscloud.vault.BlobStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes files that no row needs any more, after the commit that made it so. What a crash leaves is the sweep's. */
record Blobs(BlobStore store, WorkerExecutor workers) {
    private static final Logger LOG = LoggerFactory.getLogger(Blobs.class);

    /** Never fails. */
    Future<Void> delete(UUID document) {
        return workers.<Void>executeBlocking(() -> {
                    store.delete(document);
                    return null;
                }, false)
                .recover(failure -> {
                    LOG.warn("the blob of {} is left for the sweep", document, failure);
                    return Future.succeededFuture();
                });
    }
}
