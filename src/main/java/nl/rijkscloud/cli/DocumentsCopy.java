package nl.rijkscloud.cli;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nl.rijkscloud.blob.BlobCopy;
import nl.rijkscloud.blob.BlobStore;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.db.Database;
import nl.rijkscloud.db.Rows;
import nl.rijkscloud.kernel.Loop;

/**
 * Goes through all documents of the portal for {@code blobs copy}. The portal may run meanwhile: a document that is
 * still being received is copied as far as it is durable, and again by the next run.
 */
final class DocumentsCopy {
    private static final int FAILED = 1;

    private final RowStore documents;
    private final WorkerExecutor worker;
    private final Installation portal;
    private final Config.StorageKind kind;
    private final Consumer<String> out;
    private int copied;
    private int present;
    private int forgotten;
    private int failed;

    private DocumentsCopy(Installation portal, Config.StorageKind kind, Consumer<String> out) {
        this.portal = portal;
        this.kind = kind;
        this.out = out;
        this.documents = new RowStore(portal.database());
        this.worker = portal.vertx().createSharedWorkerExecutor("copy", 1, 1, TimeUnit.DAYS);
    }

    static DocumentsCopy of(Installation portal, Config.StorageKind kind, Consumer<String> out) {
        return new DocumentsCopy(portal, kind, out);
    }

    /** The exit code. */
    Future<Integer> run() {
        var storage = portal.config().storage();
        if (storage.kind() == kind) {
            return Future.failedFuture(new Installation.Refused("--to: the documents are there already"));
        }
        if (kind == Config.StorageKind.S3 && storage.s3().isEmpty()) {
            return Future.failedFuture(new Installation.Refused("storage.s3: needs bucket to copy to it"));
        }
        if (kind == Config.StorageKind.FOLDER && storage.folder().toString().isEmpty()) {
            return Future.failedFuture(new Installation.Refused("storage.folder: is needed to copy to it"));
        }
        return worker.executeBlocking(() -> open(storage), false)
                .compose(copy -> Loop.forEach(IntStream.range(0, BlobStore.PARTS).boxed().toList(), part ->
                        documents.documents(part).compose(found ->
                                worker.executeBlocking(() -> copyPart(copy, part, found), false))))
                .map(done -> {
                    out.accept("%d documents copied, %d were there, %d copies of destroyed ones deleted, %d failed."
                            .formatted(copied, present, forgotten, failed));
                    return failed == 0 ? 0 : FAILED;
                });
    }

    private BlobCopy open(Config.Storage storage) throws IOException {
        try {
            return BlobCopy.open(storage, kind, portal.database());
        } catch (BlobCopy.Refused refused) {
            throw new Installation.Refused(String.valueOf(refused.getMessage()));
        }
    }

    /** The statement of {@code blobs copy}. */
    record RowStore(Database database) {
        private static final int FIRST_BYTE = Long.SIZE - Byte.SIZE;

        /** The documents whose bytes are needed, by the first byte of their ids. */
        Future<List<BlobCopy.Document>> documents(int part) {
            return database.run("""
                    select id, length, upload_offset, epoch, state <> 'receiving' as complete from document
                    where id between $1 and $2 and state <> 'refused' order by id""",
                            new UUID((long) part << FIRST_BYTE, 0), new UUID(((part + 1L) << FIRST_BYTE) - 1, -1))
                    .map(rows -> Rows.all(rows, row -> new BlobCopy.Document(
                            row.getUUID("id"), row.getLong("length"), row.getLong("upload_offset"),
                            row.getLong("epoch"), row.getBoolean("complete"))));
        }
    }

    /** Runs on the worker. */
    private Void copyPart(BlobCopy copy, int part, List<BlobCopy.Document> found) throws IOException {
        for (var document : found) {
            try {
                if (copy.copy(document)) {
                    copied++;
                } else {
                    present++;
                }
            } catch (NoSuchFileException gone) {
                failed++;
                out.accept("document " + document.id() + " is not in the store; a later run tells if it was destroyed");
            }
        }
        forgotten += copy.forget(part, found.stream().map(BlobCopy.Document::id).collect(Collectors.toSet()));
        return null;
    }
}
