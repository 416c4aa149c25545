package nl.rijkscloud.stream;

import io.netty.buffer.Unpooled;
import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.ByteBuffer;
import java.util.List;
import nl.rijkscloud.blob.SegmentPool;
import org.jspecify.annotations.Nullable;

/**
 * Consecutive segments that go out in one write, because each write costs a system call and a turn of the event loop.
 *
 * <p>It uses an internal interface of Vert.x, as the only type of a download: public buffers can only copy a {@link
 * ByteBuffer} to the heap, which makes a download noticeably slower.
 *
 * @param last true if no batch follows
 */
record WriteBatch(List<Segment> segments, boolean last) {
    long length() {
        return segments.stream().mapToLong(segment -> segment.bytes().remaining()).sum();
    }

    /** True if there is nothing to write and another batch follows. */
    boolean isSilent() {
        return !last && length() == 0;
    }

    /** All bytes, in the segments' own memory: leave that unchanged until the write is complete. */
    Buffer toBuffer() {
        var memory = segments.stream().map(Segment::bytes).toArray(ByteBuffer[]::new);
        return BufferInternal.buffer(Unpooled.wrappedBuffer(segments.size(), memory));
    }

    /** Returns the memory to the pool. Call it only for a batch that was never given to a write. */
    void giveBack(SegmentPool pool) {
        for (var segment : segments) {
            if (segment.memory() != null) {
                pool.give(segment.memory());
            }
        }
    }

    /**
     * Returns the memory to the pool if the write succeeded. After a failed write Netty may still reference the buffer,
     * so it is left to the garbage collector.
     */
    void giveBackAfter(AsyncResult<?> write, SegmentPool pool) {
        if (write.succeeded()) {
            giveBack(pool);
        }
    }

    /**
     * At most one segment of plaintext on its way to a response.
     *
     * @param memory the pool's buffer that {@code bytes} is part of; null for ordinary memory
     */
    record Segment(ByteBuffer bytes, @Nullable ByteBuffer memory) {
        static Segment literal(byte[] bytes) {
            return new Segment(ByteBuffer.wrap(bytes), null);
        }

        /** The bytes between {@code from} and {@code to} of a buffer from the pool. */
        static Segment borrowed(ByteBuffer memory, int from, int to) {
            return new Segment(memory.slice(from, to - from), memory);
        }
    }
}
