package nl.rijkscloud.upload;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import nl.rijkscloud.blob.BlobWriter;
import nl.rijkscloud.blob.SegmentPool;
import nl.rijkscloud.kernel.Failure;

/**
 * The receiving end of one request: cuts bytes into segments, has a worker seal, write and now and then sync them, and moves the offset. What it
 * may have waiting is for {@link UploadScheduler} to say, so the sender is slowed down to the speed of the disk.
 *
 * <p>Confined to the request's event loop, but for {@link #displace}. One worker task runs at a time; while it does, arriving segments wait, so a
 * fast sender pays one thread hop for many segments and a slow one does not wait for more. Invariant: the offset in the row is never beyond what
 * has been synced. With a checksum it moves once, at the end, when the sum is right; else the file is cut back to where the request began.
 */
final class UploadStream implements UploadService.Sink {
    private final Context context;
    private final WorkerExecutor workers;
    private final SegmentPool pool;
    private final BlobWriter blob;
    private final OffsetCommitter progress;
    private final SegmentFiller filler;
    private final Optional<RequestDigest> sum;
    private final FirstSegmentCheck look;
    private volatile long received; // for others to look at
    private final ArrayDeque<ByteBuffer> full = new ArrayDeque<>();
    private final UploadScheduler.Turn turn;
    private final Promise<Void> ready = Promise.promise();
    private final Promise<Void> closed = Promise.promise();
    private final Promise<Void> ended = Promise.promise();

    private Future<Void> commit = Future.succeededFuture();
    private boolean busy;
    private boolean ending;
    private Throwable failure;
    private Handler<Throwable> exceptionHandler;

    UploadStream(
            Context context, WorkerExecutor workers, SegmentPool pool, UploadScheduler turns, BlobWriter blob, OffsetCommitter progress, SegmentFiller filler,
            Optional<RequestDigest> sum, FirstSegmentCheck look) {
        this.context = context;
        this.workers = workers;
        this.pool = pool;
        this.blob = blob;
        this.progress = progress;
        this.filler = filler;
        this.sum = sum;
        this.look = look;
        received = filler.received();
        turn = turns.turn(context);
        turn.ask(ready::tryComplete);
    }

    @Override
    public Future<Void> ready() {
        return ready.future();
    }

    @Override
    public int wanted() {
        return filler.wanted();
    }

    /** Takes bytes. Fails, and keeps none of them, when they are more than the document has left. */
    @Override
    public Future<Void> write(Buffer bytes) {
        if (failure == null && bytes.length() > filler.missing()) {
            fail(Failure.of(Failure.Kind.TOO_LARGE, "too-many-bytes", "More bytes came than Upload-Length announced."));
        }
        if (failure != null || ending) {
            return Future.failedFuture(ending ? new IllegalStateException("bytes after the end") : failure);
        }
        filler.fill(bytes, this::queue);
        received = filler.received();
        work();
        return Future.succeededFuture();
    }

    private void queue(ByteBuffer segment) {
        full.add(segment);
        turn.brought();
    }

    /** The request has ended or was cut: saves all that came, to the byte. Succeeds when that is durable. */
    @Override
    public Future<Void> end() {
        if (!ending && failure == null) {
            ending = true;
            filler.end(this::queue);
            work();
        }
        return ended.future();
    }

    /** Somebody else takes over, or the transfer has ended: drops what is not committed yet. Completes when nothing of this touches the file any more; any thread. */
    Future<Void> displace() {
        context.runOnContext(now -> fail(
                Failure.of(Failure.Kind.CONFLICT, "upload-displaced", "Another request has taken over this upload.")));
        return closed.future();
    }

    /** Others need the place more: the request is told to end. All that came is saved by its {@link #end()}. Any thread. */
    void giveWay() {
        context.runOnContext(now -> {
            if (exceptionHandler != null && !ending && failure == null) {
                exceptionHandler.handle(UploadFailures.tooSlow());
            }
        });
    }

    /** Bytes of the document that have come, from its beginning. Any thread. */
    long received() {
        return received;
    }

    /** True when the file is not needed any more, once it is closed. */
    boolean isRefused() {
        return look.isRefused();
    }

    /** Completes when the file is closed, however it ended. */
    Future<Void> closed() {
        return closed.future();
    }

    /** Starts the next piece of disk work, if there is any and none is running. */
    private void work() {
        if (busy || closed.future().isComplete()) {
            return;
        }
        if (failure != null) {
            close(failure);
            return;
        }
        if (full.isEmpty() && !ending) {
            return;
        }
        var batch = List.copyOf(full);
        var last = ending; // after end() nothing is written any more, so this batch is the last one
        var sync = last || commit.isComplete() && progress.isDue(blob.writtenWith(batch.size()));
        var first = blob.written() == 0 && !batch.isEmpty();
        full.clear();
        busy = true;
        var rest = last && sum.isPresent() ? filler.rest() : null;
        workers.executeBlocking(() -> written(batch, sync, last, rest), false).onComplete(done -> {
            busy = false;
            reuse(batch);
            if (done.failed()) {
                fail(done.cause());
                work(); // also when it had failed before
            } else if (last) {
                finish();
            } else {
                if (first && look.odd().isPresent()) {
                    commit = commit.compose(saved -> progress.judged(look.odd().get())).onFailure(this::fail);
                }
                if (sync) {
                    var written = blob.written();
                    commit = commit.compose(saved -> progress.commit(written)).onFailure(this::fail); // meanwhile the next batch is written
                }
                work();
            }
        });
    }

    /** On a worker. @param rest of the last batch what the sum needs */
    private Void written(List<ByteBuffer> batch, boolean sync, boolean last, byte[] rest) throws IOException {
        sum.ifPresent(running -> running.add(batch));
        if (blob.written() == 0 && !batch.isEmpty()) {
            look.see(batch.getFirst());
        }
        if (rest != null && !sum.orElseThrow().isRightWith(rest)) {
            throw UploadFailures.checksumMismatch(); // before anything marks the file as whole
        }
        if (sum.isEmpty() || last) {
            look.decide(); // bytes that may be wrong ones decide nothing
        }
        blob.append(batch);
        if (last && blob.isWhole()) {
            blob.finish();
        } else if (sync) {
            blob.sync();
        }
        return null;
    }

    private void finish() {
        busy = true;
        commit.compose(committed -> progress.finish(filler.received(), filler.rest())).onComplete(done -> {
            busy = false;
            if (done.succeeded()) {
                close(null); // all is saved: whoever comes for the file, also while it closes, displaces nothing
            } else {
                fail(done.cause());
                work();
            }
        });
    }

    private void reuse(List<ByteBuffer> batch) {
        batch.forEach(pool::give);
        turn.written(batch.size());
    }

    private void fail(Throwable cause) {
        if (failure != null || closed.future().isComplete()) {
            return;
        }
        failure = UploadFailures.of(cause);
        if (exceptionHandler != null) {
            exceptionHandler.handle(failure);
        }
        work();
    }

    /** @param outcome what {@link #end} answers, settled from here on: null when all is saved */
    private void close(Throwable outcome) {
        busy = true;
        full.forEach(pool::give);
        full.clear();
        filler.release();
        turn.end();
        ready.tryComplete();
        commit.transform(settled -> workers.executeBlocking(this::closeFile, false))
                .transform(done -> look.isRefused() && outcome != null ? progress.refuse(look) : Future.succeededFuture())
                .onComplete(done -> {
                    closed.complete();
                    if (outcome == null) {
                        ended.complete();
                    } else {
                        ended.fail(done.failed() ? done.cause() : outcome); // it can be sent, and refused, again
                    }
                });
    }

    private Void closeFile() throws IOException {
        try (blob) {
            if (sum.isPresent() && !sum.get().isRight()) {
                blob.cutBack(); // nothing of it was committed
            }
        }
        return null;
    }

    @Override
    public boolean writeQueueFull() {
        return turn.isFull();
    }

    @Override
    public UploadService.Sink setWriteQueueMaxSize(int maxSize) {
        return this; // the turns decide
    }

    @Override
    public UploadService.Sink drainHandler(Handler<Void> handler) {
        if (handler != null) {
            turn.ask(() -> handler.handle(null));
        }
        return this;
    }

    @Override
    public UploadService.Sink exceptionHandler(Handler<Throwable> handler) {
        exceptionHandler = handler;
        if (handler != null && failure != null) {
            handler.handle(failure); // it failed before anybody listened
        }
        return this;
    }
}
