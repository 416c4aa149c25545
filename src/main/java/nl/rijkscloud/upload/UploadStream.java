package nl.rijkscloud.upload;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import nl.rijkscloud.blob.BlobWriter;
import nl.rijkscloud.kernel.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Receives the bytes of one request: cuts them into segments, has a worker check, seal, write and now and then sync
 * them, and moves the offset in the document's row. {@link UploadScheduler} says how many segments may wait, so the
 * sender is slowed down to the speed of the disk.
 *
 * <p>Confined to the request's event loop, except where a method says otherwise. One worker task runs at a time;
 * meanwhile arriving segments wait, so a fast sender pays one thread hop for many segments and a slow one does not wait
 * for more. Invariant: the offset in the row never exceeds what has been synced. With a checksum it moves once, at the
 * end, if the sum is right; otherwise the file is cut back to where the request began.
 */
final class UploadStream implements UploadService.Sink {
    private final Context context;
    private final WorkerExecutor workers;
    private final BlobWriter blob;
    private final SegmentFiller filler;
    private final ArrivalCheck check;
    private final UploadJournal journal;
    private final UploadScheduler.Turn turn;
    private final Promise<Void> ready = Promise.promise();
    private final Promise<Void> closed = Promise.promise();
    private final Promise<Void> ended = Promise.promise();

    private Future<Void> commit = Future.succeededFuture();
    private boolean busy;
    private boolean ending;
    private @Nullable Throwable failure;
    private @Nullable Handler<Throwable> exceptionHandler;

    /** @param turn of this stream only, on {@code context} */
    UploadStream(
            Context context, WorkerExecutor workers, UploadScheduler.Turn turn, BlobWriter blob, SegmentFiller filler,
            ArrivalCheck check, UploadJournal journal) {
        this.context = context;
        this.workers = workers;
        this.turn = turn;
        this.blob = blob;
        this.filler = filler;
        this.check = check;
        this.journal = journal;
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
        filler.fill(turn.count(bytes), turn::addQueued);
        work();
        return Future.succeededFuture();
    }

    /**
     * Call it when the request has ended or broken off: it saves all bytes that came, and completes when they are
     * durable.
     */
    @Override
    public Future<Void> end() {
        if (!ending && failure == null) {
            ending = true;
            filler.end(turn::addQueued);
            work();
        }
        return ended.future();
    }

    /**
     * Drops uncommitted bytes: another request takes over, or the transfer has ended. Completes when the file is
     * released. Any thread.
     */
    Future<Void> displace() {
        context.runOnContext(now -> fail(UploadFailures.displaced()));
        return closed.future();
    }

    /** Tells the request to end, since others need its place; {@link #end()} then saves what came. Any thread. */
    void giveWay() {
        context.runOnContext(now -> {
            if (exceptionHandler != null && !ending && failure == null) {
                exceptionHandler.handle(UploadFailures.tooSlow());
            }
        });
    }

    /** The number of bytes received so far, counted from the beginning of the document. Any thread. */
    long received() {
        return filler.received();
    }

    @Override
    public long offset() {
        return journal.offset();
    }

    /** True if the document was refused, so that its file can be deleted once it is closed. */
    boolean isRefused() {
        return check.isRefused();
    }

    /** Completes with what {@link #end} completes with. */
    Future<Void> ended() {
        return ended.future();
    }

    /** Completes when the file is closed, however the upload ended. */
    Future<Void> closed() {
        return closed.future();
    }

    /** Starts the next worker task, if there is something to do and none is running. */
    private void work() {
        if (busy || closed.future().isComplete()) {
            return;
        }
        if (failure != null) {
            close(failure);
            return;
        }
        if (!filler.hasFull() && !ending) {
            return;
        }
        var batch = filler.takeFull();
        var last = ending; // after end() nothing is written any more, so this batch is the last one
        var sync = last || (commit.isComplete() && journal.isCommitDue(blob.writtenWith(batch.size())));
        var first = blob.written() == 0 && !batch.isEmpty();
        var rest = last && check.isAllOrNothing() ? filler.rest() : new byte[0];
        var alone = journal.isAlone();
        busy = true;
        workers.executeBlocking(() -> append(batch, sync, last, rest, alone), false).onComplete(done -> {
            busy = false;
            filler.giveBack(batch);
            turn.releaseWritten(batch.size());
            if (done.failed()) {
                fail(done.cause());
                work(); // it may have failed earlier, and then fail() does nothing
            } else if (last) {
                finish();
            } else {
                if (first) {
                    check.misfit().ifPresent(judgement ->
                            commit = commit.compose(saved -> journal.recordJudgement(judgement))
                            .onFailure(this::fail));
                }
                if (sync) {
                    var written = blob.written();
                    commit = commit.compose(saved -> commit(written)).onFailure(this::fail); // beside the next write
                }
                work();
            }
        });
    }

    /** Runs on a worker. */
    private Void append(List<ByteBuffer> batch, boolean sync, boolean last, byte[] rest, boolean alone)
            throws IOException {
        if (last) {
            check.inspectLast(batch, blob.written() == 0, rest);
        } else {
            check.inspect(batch, blob.written() == 0);
        }
        blob.append(batch);
        if (last && blob.isWhole()) {
            blob.finish();
            if (alone) {
                blob.close(); // spares another visit to a worker
            }
        } else if (sync) {
            blob.sync();
        }
        return null;
    }

    /**
     * Moves the offset to a segment boundary that has been synced. The end of the document is left to {@link #finish}.
     */
    private Future<Void> commit(long offset) {
        if (check.isAllOrNothing()) {
            journal.noteSync(offset);
            return Future.succeededFuture();
        }
        return offset == journal.length() ? Future.succeededFuture() : journal.moveOffset(offset, new byte[0]);
    }

    /** Moves the offset to the last byte that came. */
    private Future<Void> commitAll() {
        if (filler.received() == journal.length()) {
            return journal.complete();
        }
        return journal.owes(filler.received())
                ? journal.moveOffset(filler.received(), filler.rest()) : Future.succeededFuture();
    }

    private void finish() {
        busy = true;
        commit.compose(committed -> commitAll()).onComplete(done -> {
            busy = false;
            if (done.succeeded()) {
                close(null); // all is saved: a request that takes the file over now displaces nothing
            } else {
                fail(done.cause());
                work();
            }
        });
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

    /**
     * Closes the file. If all bytes are saved, nobody waits for that.
     *
     * @param cause why the upload failed, which {@link #end} then reports; null if all bytes are saved
     */
    private void close(@Nullable Throwable cause) {
        busy = true;
        filler.release();
        turn.end();
        ready.tryComplete();
        var settled = commit.transform(done -> blob.isClosed()
                ? Future.succeededFuture() : workers.executeBlocking(this::closeFile, false));
        if (cause == null) {
            ended.complete();
            settled.onComplete(done -> closed.complete());
            return;
        }
        settled.transform(done -> check.isRefused() ? journal.refuse(check) : Future.succeededFuture())
                .onComplete(done -> {
                    closed.complete();
                    ended.fail(done.failed() ? done.cause() : cause); // sent again, it is refused again
                });
    }

    private Void closeFile() throws IOException {
        try (blob) {
            if (check.isUnconfirmed()) {
                blob.cutBack(); // none of these bytes was committed
            }
        }
        return null;
    }

    @Override
    public boolean writeQueueFull() {
        return turn.isFull();
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
            handler.handle(failure); // it failed before a handler was set
        }
        return this;
    }
}
