package nl.rijkscloud.stream;

import io.netty.buffer.Unpooled;
import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.ByteBuffer;
import java.util.List;
import nl.rijkscloud.blob.SegmentPool;

/**
 * Some pieces that follow each other and go out in one write, since each write costs a visit to the operating system and to the event loop.
 *
 * <p>The one place of the download that uses an internal interface of Vert.x: its public buffers can only copy a {@link ByteBuffer} to the heap, which
 * costs a good part of a download's speed.
 *
 * @param last whether nothing follows them
 */
record WriteBatch(List<PlainSegment> pieces, boolean last) {
    long length() {
        return pieces.stream().mapToLong(piece -> piece.bytes().remaining()).sum();
    }

    /** Nothing to write, and more to come. */
    boolean isSilent() {
        return !last && length() == 0;
    }

    /** All bytes. Shares the memory and does not own it: keep that unchanged until the write of it is complete. */
    Buffer toBuffer() {
        return BufferInternal.buffer(Unpooled.wrappedBuffer(pieces.size(), pieces.stream().map(PlainSegment::bytes).toArray(ByteBuffer[]::new)));
    }

    /** Gives the memory back. Only for what was never passed on. */
    void giveBack(SegmentPool pool) {
        for (var piece : pieces) {
            if (piece.memory() != null) {
                pool.give(piece.memory());
            }
        }
    }

    /**
     * Gives the memory back if the write succeeded. Who failed a write may still hold the bytes, and in the pool they would be somebody else's next:
     * so then the collector gets the memory, once really nobody holds it.
     */
    void giveBackAfter(AsyncResult<?> write, SegmentPool pool) {
        if (write.succeeded()) {
            giveBack(pool);
        }
    }
}
