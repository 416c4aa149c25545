package nl.rijkscloud.upload;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import nl.rijkscloud.failure.Failure;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.link.Sessions;
import nl.rijkscloud.transfer.Document;
import nl.rijkscloud.transfer.DocumentState;
import nl.rijkscloud.vault.BlobStore;
import nl.rijkscloud.vault.BlobWriter;
import nl.rijkscloud.vault.SegmentPool;
import nl.rijkscloud.vault.TransferKey;

/**
 * Lets one request at a time add bytes to a document. Whoever comes last gets the file: the fence in the row stops writers of other processes, the
 * claim those of this one. Safe for use from any thread; each stream belongs to the event loop that asked for it.
 */
public final class UploadService {
    /** Enough to keep disk and network busy: what others bring waits with the system meanwhile. */
    private static final int MOST_TURNS = 24;

    private static final Duration IDLE_TURN = Duration.ofMillis(100);

    private final UploadContext uploads;
    private final BlobStore blobs;
    private final SegmentPool pool;
    private final Turns turns;
    private final WorkerExecutor workers;
    private final Sessions sessions;
    private final int most;
    private final ActiveUploads active = new ActiveUploads();

    /** @param most requests that may be receiving at once */
    public UploadService(
            UploadContext uploads, BlobStore blobs, SegmentPool pool, WorkerExecutor workers, Sessions sessions, int most) {
        this.uploads = uploads;
        this.blobs = blobs;
        this.pool = pool;
        this.turns = new Turns(pool, MOST_TURNS, IDLE_TURN);
        this.workers = workers;
        this.sessions = sessions;
        this.most = most;
    }

    /**
     * Opens a document to receive the bytes from {@code offset} on. The stream's {@code end()} makes durable whatever has come, also when the request
     * was cut; call it in every case.
     *
     * @throws Failure (in the future) {@code NOT_FOUND} when it is not one of the grant's, {@code CONFLICT} {@code offset-mismatch} when the next byte
     *     is another, {@code BUSY} when another process or too many requests are writing, {@code STORAGE_FULL}
     */
    public Future<Intake> open(Context context, Grant grant, UUID id, long offset) {
        if (active.size() >= most) {
            return Future.failedFuture(UploadFailures.busy());
        }
        return find(grant, id).compose(document -> {
            if (document.offset() != offset) {
                return Future.failedFuture(UploadFailures.offsetMismatch());
            }
            return claimed(context, grant, id, offset).map(stream -> (Intake) stream);
        });
    }

    /** The row of one of the grant's documents that still takes bytes, or may have taken them all. */
    public Future<Document> find(Grant grant, UUID id) {
        return uploads.documents().find(uploads.database().client(), id).map(found -> found
                .filter(document -> document.transfer().equals(grant.transfer()))
                .orElseThrow(Failure::notFound));
    }

    /** Stops whoever is writing the document; completes when the file is free. */
    Future<Void> stop(UUID id) {
        var claim = active.claim(id, Vertx.currentContext());
        return claim.free().onComplete(done -> claim.release());
    }

    /** Completes when all requests that are receiving now have finished. */
    public Future<Void> settled() {
        return active.settled();
    }

    private Future<UploadStream> claimed(Context context, Grant grant, UUID id, long offset) {
        var claim = active.claim(id, context);
        return claim.free()
                .compose(free -> claim.isDisplaced() ? Future.failedFuture(UploadFailures.busy()) : fence(id, offset))
                .compose(held -> stream(context, grant, held))
                .onSuccess(stream -> {
                    claim.writes(stream);
                    var running = uploads.running().enter(grant.transfer(), stream::displace);
                    stream.closed().onComplete(done -> {
                        running.leave();
                        claim.release();
                    });
                })
                .onFailure(failure -> claim.release());
    }

    private Future<Document> fence(UUID id, long offset) {
        return uploads.documents().fence(uploads.database().client(), id).map(found -> {
            var held = found.orElseThrow(UploadFailures::offsetMismatch);
            if (held.offset() != offset || held.state() != DocumentState.RECEIVING) {
                throw UploadFailures.offsetMismatch();
            }
            return held;
        });
    }

    private Future<UploadStream> stream(Context context, Grant grant, Document held) {
        var key = grant.transferKey();
        var progress = new Progress(
                uploads, grant.share(), key, grant.actor(), held, () -> sessions.touch(grant.session()));
        var rest = rest(key, held); // before the file is opened, since it may fail
        return workers.executeBlocking(() -> writer(key, held), false)
                .recover(failure -> Future.failedFuture(UploadFailures.of(failure)))
                .map(blob -> new UploadStream(
                        context, workers, pool, turns, blob, progress, new SegmentFiller(pool, held.length(), held.offset(), rest)));
    }

    private BlobWriter writer(TransferKey key, Document held) throws IOException {
        return blobs.write(key, held.id(), held.length(), held.offset()).orElseThrow(UploadFailures::busy);
    }

    private byte[] rest(TransferKey key, Document held) {
        return held.rest() == null
                ? new byte[0]
                : uploads.rests().open(key, held.id(), held.offset(), held.rest())
                        .orElseThrow(() -> new IllegalStateException("the rest of " + held.id() + " does not open"));
    }
}
