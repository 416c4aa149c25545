package nl.rijkscloud.upload;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.Supplier;
import nl.rijkscloud.blob.BlobStore;
import nl.rijkscloud.blob.BlobWriter;
import nl.rijkscloud.blob.LockedBlob;
import nl.rijkscloud.blob.SegmentPool;
import nl.rijkscloud.config.Config;
import nl.rijkscloud.content.ContentCheck;
import nl.rijkscloud.content.ContentJudgement;
import nl.rijkscloud.content.ContentJudgement.NameMatch;
import nl.rijkscloud.content.ContentKind;
import nl.rijkscloud.document.Document;
import nl.rijkscloud.document.Document.DocumentState;
import nl.rijkscloud.document.DocumentEntry;
import nl.rijkscloud.kernel.Failure;
import nl.rijkscloud.kernel.LimitLog;
import nl.rijkscloud.link.Grant;
import nl.rijkscloud.link.Sessions;
import nl.rijkscloud.vault.TransferKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one request at a time add bytes to a document. The latest request gets the file: the epoch in the row stops
 * writers of other processes, the claim stops those of this one. Every decision that changes a file is made under the
 * file's lock, see {@link LockedBlob}. Each stream belongs to the event loop that opened it.
 */
public final class UploadService {
    private static final Logger LOG = LoggerFactory.getLogger(UploadService.class);

    /** Enough uploads to keep disk and network busy; the bytes of the others wait in the system meanwhile. */
    private static final int MAX_TURNS = 24;
    private static final Duration IDLE_TURN = Duration.ofMillis(100);

    private final UploadContext uploads;
    private final BlobStore blobs;
    private final SegmentPool pool;
    private final UploadScheduler scheduler;
    private final WorkerExecutor workers;
    private final Sessions sessions;
    private final UploadSlots slots;
    private final UploadMeters meters;
    private final ContentCheck types;
    private final ArrivedDocuments arrivals;
    private final ActiveUploads active = new ActiveUploads();

    public UploadService(
            UploadContext uploads, BlobStore blobs, SegmentPool pool, WorkerExecutor workers, Sessions sessions,
            Config config, MeterRegistry metrics) {
        this(uploads, blobs, pool, workers, sessions, new UploadSlots(config, metrics, uploads.clock()),
                new ContentCheck(config.documents(), metrics), metrics);
    }

    UploadService(
            UploadContext uploads, BlobStore blobs, SegmentPool pool, WorkerExecutor workers, Sessions sessions,
            UploadSlots slots, ContentCheck types, MeterRegistry metrics) {
        this.uploads = uploads;
        this.blobs = blobs;
        this.pool = pool;
        this.scheduler = new UploadScheduler(pool, MAX_TURNS, IDLE_TURN);
        this.meters = new UploadMeters(metrics, slots, scheduler);
        this.workers = workers;
        this.sessions = sessions;
        this.slots = slots;
        this.types = types;
        this.arrivals = new ArrivedDocuments(uploads);
    }

    /** Receives the bytes of one request. Confined to that request's event loop. */
    interface Sink extends WriteStream<Buffer> {
        /**
         * Completes when bytes may come, which other uploads can delay. Also completes if the upload has failed; the
         * next write reports why.
         */
        Future<Void> ready();

        /** The number of bytes of the document that are durable. Ask once {@link #end} has completed. */
        long offset();

        /**
         * The number of bytes that completes the current segment: from 1 to a segment's, 0 at the end of the document.
         */
        int wanted();

        /** Does nothing: {@link UploadScheduler} decides. */
        @Override
        default Sink setWriteQueueMaxSize(int maxSize) {
            return this;
        }
    }

    /** The same without a checksum. */
    Future<Sink> open(Context context, Grant grant, UUID id, long offset) {
        return open(context, grant, id, offset, Optional.empty());
    }

    /**
     * Opens a document to receive the bytes from {@code offset} on. The sink's {@code end()} makes durable all bytes
     * that came, also when the request broke off; call it in every case. With a checksum it makes durable all of them
     * or none.
     *
     * @return fails with {@code NOT_FOUND} for a document of another transfer, {@code CONFLICT} {@code offset-mismatch}
     *     for another offset than the row's, {@code BUSY} when another process or too many requests are writing, and
     *     {@code STORAGE_FULL}
     */
    public Future<Sink> open(Context context, Grant grant, UUID id, long offset, Optional<Checksum> checksum) {
        return find(grant, id).compose(document -> {
            if (document.state() == DocumentState.REFUSED) {
                return Future.failedFuture(refused(grant, document));
            }
            if (document.offset() != offset) {
                return Future.failedFuture(UploadFailures.offsetMismatch());
            }
            return admitted(context, grant, id, () -> locked(id, offset)
                    .compose(blob -> stream(context, grant, blob, id, offset, checksum)), UploadStream::isRefused);
        });
    }

    /**
     * Opens a new document that has no row yet. The sink's {@code end()} writes the row, in its last transaction.
     *
     * @param name of the document
     * @return fails with {@code BUSY} when too many requests are writing, and {@code STORAGE_FULL}
     */
    Future<Sink> begin(Context context, Grant grant, FirstBytes first, String name, Optional<Checksum> checksum) {
        var document = first.document();
        var length = document.length();
        return admitted(context, grant, document.id(), () -> onWorker(() -> file(grant, document))
                .map(writer -> stream(context, writer, new SegmentFiller(pool, length, 0, new byte[0]),
                        new ArrivalCheck(types, name, length, checksum, 0),
                        new UploadJournal(uploads, sessions, arrivals, grant, document, Optional.of(first))))
                .onFailure(failure -> remove(document.id())),
                stream -> stream.isRefused() || first.isUnneeded());
    }

    private BlobWriter file(Grant grant, Document document) throws IOException {
        blobs.confirm(); // otherwise the space of another disk would be measured
        if (blobs.usableSpace() < document.length()) {
            throw Failure.storageFull();
        }
        return blobs.begin(grant.transferKey(), document.id(), document.length(), document.epoch());
    }

    /** The same failure as when the document was refused, since that response may have been lost. */
    private static Failure refused(Grant grant, Document document) {
        return UploadFailures.content(document.refusal().orElse("unreadable"), DocumentEntry
                .openJudgement(grant.transferKey().manifestKey(), document)
                .orElse(new ContentJudgement(NameMatch.UNRECOGNISED, ContentKind.UNRECOGNISED)));
    }

    /** The row of a document of the grant's transfer. Fails with {@code NOT_FOUND}. */
    public Future<Document> find(Grant grant, UUID id) {
        return uploads.documents().find(uploads.database().client(), id).map(found -> found
                .filter(document -> document.transfer().equals(grant.transfer()))
                .orElseThrow(Failure::notFound));
    }

    /** The log in which reached limits of uploads are recorded. */
    public LimitLog limits() {
        return slots.limits();
    }

    /** Stops the request that writes the document, if any; completes when the file is free. */
    Future<Void> stop(UUID id) {
        var claim = active.claim(id, Vertx.currentContext());
        return claim.free().onComplete(done -> claim.release());
    }

    /** Samples the speed of all uploads. Call it once a second or more often. */
    public void watch() {
        slots.sample();
    }

    /** Completes when all requests that are receiving now have finished. */
    public Future<Void> settled() {
        return active.settled();
    }

    /** @param leaves tells of a closed stream that no row needs its file */
    private Future<Sink> admitted(Context context, Grant grant, UUID id, Supplier<Future<UploadStream>> opening,
            Predicate<UploadStream> leaves) {
        return slots.take(id, grant).compose(slot -> claimed(context, grant, id, opening, leaves)
                .onSuccess(stream -> slot.holds(stream::received, stream::giveWay))
                .onSuccess(stream -> meters.count(stream.ended()).onComplete(done -> slot.release()))
                .onFailure(failure -> slot.release())
                .map(stream -> (Sink) stream)).onFailure(meters::countFailure);
    }

    private Future<UploadStream> claimed(Context context, Grant grant, UUID id, Supplier<Future<UploadStream>> opening,
            Predicate<UploadStream> leaves) {
        var claim = active.claim(id, context);
        return claim.free()
                .compose(free -> claim.isDisplaced() ? Future.failedFuture(UploadFailures.busy()) : opening.get())
                .onSuccess(stream -> {
                    claim.setStream(stream);
                    var running = uploads.running().enter(grant.transfer(), stream::displace);
                    stream.closed().onComplete(done -> {
                        if (leaves.test(stream)) {
                            remove(id);
                        }
                        running.leave();
                        claim.release();
                    });
                })
                .onFailure(failure -> claim.release());
    }

    /**
     * Locks the file before the row is touched, so that no other writer changes the file whatever the row says
     * afterwards.
     */
    private Future<LockedBlob> locked(UUID id, long offset) {
        return onWorker(() -> blobs.lock(id))
                .compose(blob -> blob.map(Future::succeededFuture).orElseGet(() -> reopen(id, offset)));
    }

    /**
     * Handles a file that another server has locked, or that is marked as whole. The fence stops the other server's
     * writer at its next commit, so that a later try gets the file. A file that is whole while its row still takes
     * bytes is opened again.
     */
    private Future<LockedBlob> reopen(UUID id, long offset) {
        return fence(id, offset)
                .compose(held ->
                        onWorker(() -> blobs.reopen(id, held.epoch()) ? blobs.lock(id) : Optional.<LockedBlob>empty()))
                .map(blob -> blob.orElseThrow(UploadFailures::busy));
    }

    /** Raises the epoch of the row, so that no earlier writer can move the offset, and compares offset and state. */
    private Future<Document> fence(UUID id, long offset) {
        return uploads.documents().fence(uploads.database().client(), id).map(found -> {
            var held = found.orElseThrow(UploadFailures::offsetMismatch);
            if (held.offset() != offset || held.state() != DocumentState.RECEIVING) {
                throw UploadFailures.offsetMismatch();
            }
            return held;
        });
    }

    private Future<UploadStream> stream(
            Context context, Grant grant, LockedBlob blob, UUID id, long offset, Optional<Checksum> checksum) {
        var key = grant.transferKey();
        return fence(id, offset)
                .compose(held -> {
                    var rest = rest(key, held);
                    var name = DocumentEntry.open(key.manifestKey(), held).name();
                    return onWorker(() -> blob.writer(key, id, held.length(), offset, held.epoch()))
                            .map(writer -> stream(context, writer,
                                    new SegmentFiller(pool, held.length(), offset, rest),
                                    new ArrivalCheck(types, name, held.length(), checksum, rest.length),
                                    new UploadJournal(uploads, sessions, arrivals, grant, held)));
                })
                .recover(failure -> closed(blob).transform(done -> Future.failedFuture(failure)));
    }

    private UploadStream stream(Context context, BlobWriter writer, SegmentFiller filler, ArrivalCheck check,
            UploadJournal journal) {
        return new UploadStream(context, workers, scheduler.turn(context), writer, filler, check, journal);
    }

    /** Best effort: no row needs the file any more, and the sweep deletes it if this fails. */
    private void remove(UUID id) {
        onWorker(() -> {
            blobs.delete(id);
            return null;
        }).onFailure(failure -> LOG.warn("blob of {} is left for the sweep", id, failure));
    }

    private Future<Void> closed(LockedBlob blob) {
        return onWorker(() -> {
            blob.close();
            return null;
        });
    }

    private <T> Future<T> onWorker(Callable<T> task) {
        return workers.executeBlocking(task, false).recover(failure -> Future.failedFuture(UploadFailures.of(failure)));
    }

    private byte[] rest(TransferKey key, Document held) {
        return held.rest() == null
                ? new byte[0]
                : uploads.rests().open(key, held.id(), held.offset(), held.rest())
                        .orElseThrow(() -> new IllegalStateException("the rest of " + held.id() + " does not open"));
    }
}
