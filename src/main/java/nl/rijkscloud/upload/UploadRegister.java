package nl.rijkscloud.upload;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.sqlclient.SqlClient;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.rijkscloud.audit.Action;
import nl.rijkscloud.audit.AuditEntry;
import nl.rijkscloud.audit.Subject;
import nl.rijkscloud.blob.BlobStore;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.document.Document;
import nl.rijkscloud.document.DocumentEntry;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.link.Grant;
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
    private static final long FIRST_EPOCH = 1;

    private final UploadContext uploads;
    private final UploadService service;
    private final BlobStore blobs;
    private final WorkerExecutor workers;
    private final Config.Documents config;
    private final NewRows rows;
    private final Announcements announcements;

    public UploadRegister(
            UploadContext uploads, UploadService service, BlobStore blobs, WorkerExecutor workers,
            Config.Documents config) {
        this.uploads = uploads;
        this.service = service;
        this.blobs = blobs;
        this.workers = workers;
        this.config = config;
        this.rows = new NewRows(uploads, config.maxPerTransfer());
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
        static Made before(Document document) {
            return new Made(document.id(), document.offset(), true);
        }
    }

    /**
     * The limits that a transfer sets for new documents.
     *
     * @param until its end, as things stand
     */
    record Terms(long maxSize, Instant until) {}

    /**
     * Creates a document, once for each id of a client; completes when file and row are durable. Fails with {@code
     * CONFLICT}: {@code too-many-documents}, {@code client-taken} by one of another length, {@code document-removed}
     * for a client whose document was taken out.
     */
    Future<Made> create(Grant grant, NewUpload upload) {
        return terms(grant).compose(terms -> before(grant, upload)
                .compose(made -> made.map(Future::succeededFuture).orElseGet(() -> begin(grant, terms, upload))));
    }

    /** The document that an earlier request created for the same client. */
    Future<Optional<Made>> before(Grant grant, NewUpload upload) {
        return upload.client().isEmpty()
                ? Future.succeededFuture(Optional.empty())
                : uploads.documents().ofClient(uploads.database().client(), grant.transfer(), upload.client().get())
                        .map(found -> {
                    if (found.filter(document -> document.length() != upload.length()).isPresent()) {
                        throw UploadFailures.clientTaken();
                    }
                    return found.map(Made::before);
                });
    }

    /** Creates one that no earlier request has created, without bytes. */
    Future<Made> begin(Grant grant, Terms terms, NewUpload upload) {
        return allowed(terms, upload).compose(allowed -> register(grant, upload));
    }

    /** The same for one whose first bytes come with its creation: its row is written when these are on disk. */
    Future<FirstBytes> beginWithBytes(Grant grant, Terms terms, NewUpload upload) {
        return allowed(terms, upload).map(allowed -> new FirstBytes(rows, grant,
                document(grant, UUID.randomUUID(), upload, FIRST_EPOCH)));
    }

    private Future<Void> allowed(Terms terms, NewUpload upload) {
        if (!config.types().containsKey(FileName.extension(upload.name()))) {
            return Future.failedFuture(UploadFailures.extension());
        }
        return upload.length() > terms.maxSize()
                ? Future.failedFuture(UploadFailures.tooLarge(terms.maxSize()))
                : Future.succeededFuture();
    }

    private Document document(Grant grant, UUID id, NewUpload upload, long epoch) {
        var entry = new DocumentEntry(upload.name(), upload.metadata()).seal(uploads.aead(), grant.manifestKey(), id);
        return Document.begin(id, grant.transfer(), upload.client(), upload.length(), epoch, entry,
                uploads.clock().instant());
    }

    private Future<Made> register(Grant grant, NewUpload upload) {
        var id = UUID.randomUUID();
        var key = grant.transferKey();
        return workers.executeBlocking(() -> file(key, id, upload.length()), false)
                .recover(failure -> Future.failedFuture(UploadFailures.of(failure)))
                .compose(done -> rows.add(grant, document(grant, id, upload, 0)))
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
                .compose(document -> uploads.database().inTransaction(tx -> rows.lockOpen(tx, grant)
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

    /** Reads the limits of the transfer; a request of staff may allow less than the portal. */
    Future<Terms> terms(Grant grant) {
        return uploads.requests().uploadTerms(uploads.database().client(), grant.transfer()).map(found -> {
            var terms = found.orElseThrow(Failure::notFound);
            return new Terms(Math.min(terms.maxSize().orElse(config.maxSize()), config.maxSize()), terms.until());
        });
    }

    /** Locks the open transfer, see {@link NewRows#lockOpen}. */
    Future<Void> lockOpen(SqlClient tx, Grant grant) {
        return rows.lockOpen(tx, grant);
    }

    /** Best effort: the custodian's sweep deletes files that a crash or a failing disk leaves. */
    private void remove(UUID id) {
        workers.executeBlocking(() -> {
                    blobs.delete(id);
                    return null;
                }, false)
                .onFailure(failure -> LOG.warn("blob of {} is left for the sweep", id, failure));
    }
}
