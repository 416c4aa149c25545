package nl.rijkscloud.upload;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import nl.rijkscloud.blob.SegmentPool;
import nl.rijkscloud.floe.FloeParameters;

/**
 * Cuts a document's bytes into the plaintext of segments. It holds at most one unfinished segment, plus nothing when the last byte fell on a
 * boundary. Confined to one event loop.
 */
final class SegmentFiller {
    private static final FloeParameters FORMAT = FloeParameters.STANDARD;

    private final SegmentPool pool;
    private final long length;
    private long received;
    private ByteBuffer current;

    /** @param rest what an earlier request left of the segment in which {@code offset} lies */
    SegmentFiller(SegmentPool pool, long length, long offset, byte[] rest) {
        this.pool = pool;
        this.length = length;
        this.received = offset;
        if (rest.length > 0) {
            current = empty().put(rest);
        }
    }

    /** Plaintext bytes of the document so far, those of earlier requests included. */
    long received() {
        return received;
    }

    long missing() {
        return length - received;
    }

    /** How many bytes complete the segment that is being filled; 0 when nothing is missing any more. */
    int wanted() {
        var index = FORMAT.segmentAt(received);
        return (int) Math.min(missing(), FORMAT.plaintextStart(index) + FORMAT.plaintextIn(index, length) - received);
    }

    /** Takes all the bytes; every segment that they complete goes to {@code sink}, plaintext from byte 16 on. */
    void fill(Buffer bytes, Consumer<ByteBuffer> sink) {
        var source = ((BufferInternal) bytes).getByteBuf();
        for (int from = source.readerIndex(), left = source.readableBytes(); left > 0; ) {
            if (current == null) {
                current = empty();
            }
            var room = wanted();
            var count = Math.min(left, room);
            source.getBytes(from, current.limit(current.position() + count));
            from += count;
            left -= count;
            received += count;
            if (count == room) {
                sink.accept(current);
                current = null;
            }
        }
    }

    /** No more bytes come now. An empty document is complete without any: it has one segment nevertheless. */
    void end(Consumer<ByteBuffer> sink) {
        if (length == 0) {
            sink.accept(empty());
        }
    }

    /** The plaintext of the unfinished segment; empty when there is none. */
    byte[] rest() {
        if (current == null) {
            return new byte[0];
        }
        var rest = new byte[current.position() - FloeParameters.DATA_START];
        current.get(FloeParameters.DATA_START, rest);
        return rest;
    }

    void release() {
        if (current != null) {
            pool.give(current);
            current = null;
        }
    }

    private ByteBuffer empty() {
        return pool.take().position(FloeParameters.DATA_START);
    }
}
