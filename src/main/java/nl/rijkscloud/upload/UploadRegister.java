package nl.rijkscloud.upload;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.sqlclient.SqlClient;
import java.io.IOException;
import java.util.UUID;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.failure.Failure;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.transfer.DocumentEntry;
import nl.rijkscloud.transfer.Extension;
import nl.rijkscloud.transfer.Request;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.vault.BlobStore;
import nl.rijkscloud.vault.TransferKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Adds documents to an open transfer and takes them out again. The file comes before the row, so that no row is ever without its file. */
public final class UploadRegister {
    private static final Logger LOG = LoggerFactory.getLogger(UploadRegister.class);

    private final UploadContext uploads;
    private final UploadService service;
    private final BlobStore blobs;
    private final WorkerExecutor workers;
    private final Config.Documents config;

    public UploadRegister(
            UploadContext uploads, UploadService service, BlobStore blobs, WorkerExecutor workers, Config.Documents config) {
        this.uploads = uploads;
        this.service = service;
        this.blobs = blobs;
        this.workers = workers;
        this.config = config;
    }

    /** Registers a document; its id comes out when file and row are durable. */
    public Future<UUID> create(Grant grant, NewUpload upload) {
        if (!config.types().containsKey(Extension.of(upload.name()))) {
            return Future.failedFuture(UploadFailures.extension());
        }
        return most(grant).compose(most -> upload.length() > most
                ? Future.failedFuture(UploadFailures.tooLarge(most))
                : register(grant, upload));
    }

    private Future<UUID> register(Grant grant, NewUpload upload) {
        var id = UUID.randomUUID();
        var key = grant.transferKey();
        return workers.executeBlocking(() -> file(key, id, upload.length()), false)
                .recover(failure -> Future.failedFuture(UploadFailures.of(failure)))
                .compose(done -> row(grant, key, id, upload))
                .onFailure(failure -> {
                    if (failure instanceof Failure) {
                        remove(id);
                    } // else nobody knows whether the row was written, and no row may lose its file
                });
    }

    /** Takes a document out of an open transfer, whatever its state. */
    public Future<Void> delete(Grant grant, UUID id) {
        return service.find(grant, id)
                .compose(document -> service.stop(id))
                .compose(free -> uploads.database().inTransaction(tx -> held(tx, grant)
                        .compose(open -> uploads.documents().delete(tx, id))
                        .compose(gone -> keepNoKeyInVain(tx, grant))
                        .compose(gone -> uploads.audit().tally(
                                tx, AuditEntry.done(grant.actor(), Action.DOCUMENT_REMOVED, Subject.transfer(grant.transfer()))))))
                .onSuccess(done -> remove(id));
    }

    /** The server keeps a key of its own from the first complete document on; without one it needs none. A draft lives by it. */
    private Future<Void> keepNoKeyInVain(SqlClient tx, Grant grant) {
        return grant.link().isEmpty()
                ? Future.succeededFuture()
                : uploads.links().holdPending(tx, grant.transfer())
                        .compose(held -> uploads.documents().hasComplete(tx, grant.transfer()))
                        .compose(some -> some ? Future.succeededFuture() : uploads.links().dropPending(tx, grant.transfer()));
    }

    private Void file(TransferKey key, UUID id, long length) throws IOException {
        if (blobs.usableSpace() < length) {
            throw Failure.storageFull();
        }
        blobs.create(key, id, length);
        return null;
    }

    private Future<UUID> row(Grant grant, TransferKey key, UUID id, NewUpload upload) {
        var entry = new DocumentEntry(upload.name(), upload.metadata()).seal(uploads.aead(), key.manifestKey(), id);
        return uploads.database().inTransaction(tx -> held(tx, grant)
                .compose(open -> uploads.documents().count(tx, grant.transfer()))
                .compose(present -> present < config.maxPerTransfer()
                        ? uploads.documents().insert(tx, id, grant.transfer(), upload.length(), entry, uploads.clock().instant())
                        : Future.failedFuture(UploadFailures.tooMany(config.maxPerTransfer())))
                .map(id));
    }

    /** The largest document: of a request it may be less than of others. */
    private Future<Long> most(Grant grant) {
        return uploads.requests().find(uploads.database().client(), grant.transfer())
                .map(request -> request.flatMap(Request::maxSize).map(size -> Math.min(size, config.maxSize())).orElse(config.maxSize()));
    }

    /** Locks the open transfer. A link that was replaced meanwhile may have had another key than the transfer has now. */
    private Future<Void> held(SqlClient tx, Grant grant) {
        return uploads.transfers().lock(tx, grant.transfer()).compose(held -> held
                .filter(row -> row.transfer().state() == Transfer.State.OPEN)
                .map(open -> uploads.links().holds(tx, grant))
                .orElse(Future.succeededFuture(false))
                .compose(holds -> holds ? Future.succeededFuture() : Future.failedFuture(Failure.notFound())));
    }

    /** Best effort: what a crash or a failing disk leaves, the custodian's sweep finds. */
    private void remove(UUID id) {
        workers.executeBlocking(() -> {
                    blobs.delete(id);
                    return null;
                }, false)
                .onFailure(failure -> LOG.warn("blob of {} is left for the sweep", id, failure));
    }
}
