package nl.rijkscloud.download;

import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import nl.rijkscloud.vault.SegmentPool;

/**
 * At most a segment's worth of plaintext on its way to a response.
 *
 * @param memory what {@code bytes} lies in, on loan from the pool; null when it is ordinary memory
 * @param length of {@code bytes}, which cannot be asked any more once they have been written
 */
record Piece(Buffer bytes, ByteBuffer memory, int length) {
    static Piece literal(byte[] bytes) {
        return new Piece(Buffer.buffer(bytes), null, bytes.length);
    }

    /** The bytes between {@code from} and {@code to} of a buffer from the pool. */
    static Piece borrowed(ByteBuffer memory, int from, int to) {
        return new Piece(DirectBytes.buffer(memory.slice(from, to - from)), memory, to - from);
    }

    /** Gives the memory back. Only for what was never passed on. */
    void giveBack(SegmentPool pool) {
        if (memory != null) {
            pool.give(memory);
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
