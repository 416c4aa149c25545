package nl.rijkscloud.transfer;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.List;
import java.util.UUID;
import nl.rijkscloud.blob.BlobStore;
import nl.rijkscloud.kernel.Loop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes files that no row needs any more, after the commit that made it so. What a crash leaves is the sweep's. */
public record BlobDeletion(BlobStore store, WorkerExecutor workers) {
    private static final Logger LOG = LoggerFactory.getLogger(BlobDeletion.class);

    /** Never fails. */
    public Future<Void> delete(UUID document) {
        return workers.<Void>executeBlocking(() -> {
                    store.delete(document);
                    return null;
                }, false)
                .recover(failure -> {
                    LOG.warn("the blob of {} is left for the sweep", document, failure);
                    return Future.succeededFuture();
                });
    }

    /** One after the other; never fails. */
    public Future<Void> delete(List<UUID> documents) {
        return Loop.forEach(documents, this::delete);
    }
}
