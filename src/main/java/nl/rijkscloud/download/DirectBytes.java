package nl.rijkscloud.download;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.ByteBuffer;

/**
 * The one place that uses an internal interface of Vert.x: its public buffers can only copy a {@link ByteBuffer} to the heap, which costs a good
 * part of a download's speed. What comes out shares the memory and does not own it: keep that unchanged until the write of it is complete.
 */
final class DirectBytes {
    private DirectBytes() {}

    static Buffer buffer(ByteBuffer bytes) {
        return BufferInternal.buffer(Unpooled.wrappedBuffer(bytes));
    }
}
