package nl.rijkscloud.transfer;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.List;
import java.util.UUID;
import nl.rijkscloud.blob.BlobStore;
import nl.rijkscloud.kernel.Loop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes files after the commit that deleted their rows. The custodian's sweep deletes files that a crash leaves. */
public record BlobDeletion(BlobStore store, WorkerExecutor workers) {
    private static final Logger LOG = LoggerFactory.getLogger(BlobDeletion.class);

    /** Deletes a file; logs a failure and never fails. */
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

    /** Deletes files one after the other. Never fails. */
    public Future<Void> delete(List<UUID> documents) {
        return Loop.forEach(documents, this::delete);
    }
}
