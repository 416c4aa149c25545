package nl.rijkscloud.upload;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.sqlclient.SqlClient;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.blob.BlobStore;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.document.AnnouncedStore;
import nl.rijkscloud.document.Document;
import nl.rijkscloud.document.DocumentEntry;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.request.Request;
import nl.rijkscloud.transfer.Transfer;
import nl.rijkscloud.typed.FileName;
import nl.rijkscloud.vault.TransferKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds documents to an open transfer and takes them out again. The file comes before the row, so that no row is ever
 * without its file.
 */
public final class UploadRegister {
    private static final Logger LOG = LoggerFactory.getLogger(UploadRegister.class);

    private final UploadContext uploads;
    private final UploadService service;
    private final BlobStore blobs;
    private final WorkerExecutor workers;
    private final Config.Documents config;
    private final Announcements announcements;

    public UploadRegister(
            UploadContext uploads, UploadService service, BlobStore blobs, WorkerExecutor workers,
            Config.Documents config) {
        this.uploads = uploads;
        this.service = service;
        this.blobs = blobs;
        this.workers = workers;
        this.config = config;
        this.announcements = new Announcements(uploads, this, config);
    }

    /** The list of documents that were chosen and have not begun. */
    public Announcements announcements() {
        return announcements;
    }

    /**
     * A document that a client wants to send.
     *
     * @param length plaintext bytes, zero or more
     * @param name the file's name, without folders
     * @param metadata the header {@code Upload-Metadata} as the client sent it
     * @param client the id that the sender's page gave it
     */
    record NewUpload(long length, String name, String metadata, Optional<UUID> client) {
        @Override
        public String toString() {
            return "NewUpload[" + length + "]";
        }
    }

    /**
     * A document that was created.
     *
     * @param offset bytes that it has;
     * @param again true if an earlier request had created it
     */
    record Made(UUID id, long offset, boolean again) {
        private static Made before(Document document) {
            return new Made(document.id(), document.offset(), true);
        }
    }

    /**
     * Creates a document, once for each id of a client; completes when file and row are durable. Fails with {@code
     * CONFLICT}: {@code too-many-documents}, {@code client-taken} by one of another length, {@code document-removed}
     * for a client whose document was taken out.
     */
    Future<Made> create(Grant grant, NewUpload upload) {
        return before(uploads.database().client(), grant, upload)
                .compose(made -> made.map(Future::succeededFuture).orElseGet(() -> begin(grant, upload)));
    }

    private Future<Optional<Made>> before(SqlClient db, Grant grant, NewUpload upload) {
        return upload.client().isEmpty()
                ? Future.succeededFuture(Optional.empty())
                : uploads.documents().ofClient(db, grant.transfer(), upload.client().get()).map(found -> {
                    if (found.filter(document -> document.length() != upload.length()).isPresent()) {
                        throw UploadFailures.clientTaken();
                    }
                    return found.map(Made::before);
                });
    }

    private Future<Made> begin(Grant grant, NewUpload upload) {
        if (!config.types().containsKey(FileName.extension(upload.name()))) {
            return Future.failedFuture(UploadFailures.extension());
        }
        return maxSize(grant).compose(most -> upload.length() > most
                ? Future.failedFuture(UploadFailures.tooLarge(most))
                : register(grant, upload));
    }

    private Future<Made> register(Grant grant, NewUpload upload) {
        var id = UUID.randomUUID();
        var key = grant.transferKey();
        return workers.executeBlocking(() -> file(key, id, upload.length()), false)
                .recover(failure -> Future.failedFuture(UploadFailures.of(failure)))
                .compose(done -> row(grant, key, id, upload))
                .onSuccess(made -> {
                    if (!made.id().equals(id)) {
                        remove(id); // another request was first
                    }
                })
                .onFailure(failure -> {
                    if (failure instanceof Failure) {
                        remove(id);
                    } // otherwise the row may have been written, and no row may lose its file
                });
    }

    /** Takes a document out of an open transfer, whatever its state. */
    Future<Void> delete(Grant grant, UUID id) {
        return service.find(grant, id)
                .compose(document -> service.stop(id).map(document))
                .compose(document -> uploads.database().inTransaction(tx -> lockOpen(tx, grant)
                        .compose(open -> uploads.documents().delete(tx, id))
                        .compose(deleted -> document.client().isEmpty()
                                ? Future.succeededFuture()
                                : uploads.documents().announced().markRemoved(
                                        tx, grant.transfer(), List.of(document.client().get()),
                                        uploads.clock().instant()))
                        .compose(gone -> dropUnneededKey(tx, grant))
                        .compose(gone -> uploads.audit().tally(
                                tx, AuditEntry.done(grant.actor(), Action.DOCUMENT_REMOVED,
                                        Subject.transfer(grant.transfer()))))))
                .onSuccess(done -> remove(id));
    }

    /**
     * Deletes the pending slot if no complete document is left that needs it. A draft of staff always keeps its slot.
     */
    private Future<Void> dropUnneededKey(SqlClient tx, Grant grant) {
        return grant.link().isEmpty()
                ? Future.succeededFuture()
                : uploads.links().holdPending(tx, grant.transfer())
                        .compose(held -> uploads.documents().hasComplete(tx, grant.transfer()))
                        .compose(some -> some ? Future.succeededFuture() : uploads.links()
                                .dropPending(tx, grant.transfer()));
    }

    private Void file(TransferKey key, UUID id, long length) throws IOException {
        blobs.confirm(); // otherwise the space of another disk would be measured
        if (blobs.usableSpace() < length) {
            throw Failure.storageFull();
        }
        blobs.create(key, id, length);
        return null;
    }

    private Future<Made> row(Grant grant, TransferKey key, UUID id, NewUpload upload) {
        var entry = new DocumentEntry(upload.name(), upload.metadata()).seal(uploads.aead(), key.manifestKey(), id);
        return uploads.database().inTransaction(tx -> lockOpen(tx, grant)
                .compose(open -> before(tx, grant, upload))
                .compose(made -> made.map(Future::succeededFuture)
                        .orElseGet(() -> uploads.documents().count(tx, grant.transfer())
                        .compose(present -> present < config.maxPerTransfer()
                                ? place(tx, grant, upload)
                                : Future.failedFuture(UploadFailures.tooMany(config.maxPerTransfer())))
                        .compose(place -> uploads.documents().insert(
                                tx, id, grant.transfer(), upload.client(), place, upload.length(), entry,
                                uploads.clock().instant()))
                        .map(new Made(id, 0, false)))));
    }

    /**
     * The place in the list: the announced one; the last one without an id of the client; none while its announcement
     * is still to come.
     */
    private Future<Optional<Integer>> place(SqlClient tx, Grant grant, NewUpload upload) {
        var transfer = grant.transfer();
        return upload.client().isEmpty()
                ? uploads.documents().announced().reservePlaces(tx, transfer, 1).map(Optional::of)
                : uploads.documents().announced().known(tx, transfer, upload.client().get()).compose(known -> known
                        .map(one -> announcedPlace(one, upload.length()))
                        .map(place -> uploads.documents().announced().markBegun(tx, transfer, upload.client().get())
                                .map(Optional.of(place)))
                        .orElse(Future.succeededFuture(Optional.empty())));
    }

    private static int announcedPlace(AnnouncedStore.Known known, long length) {
        var place = known.place().orElseThrow(UploadFailures::removed);
        if (known.length() != length) {
            throw UploadFailures.clientTaken();
        }
        return place;
    }

    /** The largest size of a document in bytes; a request of staff may set a smaller one. */
    Future<Long> maxSize(Grant grant) {
        return uploads.requests().find(uploads.database().client(), grant.transfer())
                .map(request -> request.flatMap(Request::maxSize).map(size -> Math.min(size, config.maxSize()))
                        .orElse(config.maxSize()));
    }

    /**
     * Locks the open transfer, and confirms that the grant's link still holds: a replaced link may have had another
     * key.
     */
    Future<Void> lockOpen(SqlClient tx, Grant grant) {
        return uploads.transfers().lock(tx, grant.transfer()).compose(held -> held
                .filter(row -> row.transfer().state() == Transfer.State.OPEN)
                .map(open -> uploads.links().holds(tx, grant))
                .orElse(Future.succeededFuture(false))
                .compose(holds -> holds ? Future.succeededFuture() : Future.failedFuture(Failure.notFound())));
    }

    /** Best effort: the custodian's sweep deletes what a crash or a failing disk leaves. */
    private void remove(UUID id) {
        workers.executeBlocking(() -> {
                    blobs.delete(id);
                    return null;
                }, false)
                .onFailure(failure -> LOG.warn("blob of {} is left for the sweep", id, failure));
    }
}
