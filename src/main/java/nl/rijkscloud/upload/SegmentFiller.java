package nl.rijkscloud.upload;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import nl.rijkscloud.blob.SegmentPool;
import nl.rijkscloud.floe.FloeParameters;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a document's bytes into the plaintext of segments, and keeps the full ones until they are taken. At most one
 * segment is unfinished, and none when the last byte fell on a boundary. Confined to one event loop, except {@link
 * #received()}.
 */
final class SegmentFiller {
    private static final FloeParameters FORMAT = FloeParameters.STANDARD;

    private final SegmentPool pool;
    private final long length;
    private final ArrayDeque<ByteBuffer> full = new ArrayDeque<>();
    private volatile long received;
    private @Nullable ByteBuffer current;

    /** @param rest bytes that an earlier request brought of the segment in which {@code offset} lies */
    SegmentFiller(SegmentPool pool, long length, long offset, byte[] rest) {
        this.pool = pool;
        this.length = length;
        this.received = offset;
        if (rest.length > 0) {
            current = takeEmpty().put(rest);
        }
    }

    /** The plaintext bytes of the document so far, including those of earlier requests. Any thread. */
    long received() {
        return received;
    }

    long missing() {
        return length - received;
    }

    /** The number of bytes that completes the segment that is being filled; 0 when the document is complete. */
    int wanted() {
        var index = FORMAT.segmentAt(received);
        return (int) Math.min(missing(), FORMAT.plaintextStart(index) + FORMAT.plaintextIn(index, length) - received);
    }

    /**
     * Takes all the bytes.
     *
     * @param onFull called for each segment that they complete
     */
    void fill(Buffer bytes, Runnable onFull) {
        var source = ((BufferInternal) bytes).getByteBuf();
        var end = received + source.readableBytes();
        for (int from = source.readerIndex(), left = source.readableBytes(); left > 0; ) {
            if (current == null) {
                current = takeEmpty();
            }
            var room = wanted();
            var count = Math.min(left, room);
            source.getBytes(from, current.limit(current.position() + count));
            from += count;
            left -= count;
            received = end - left;
            if (count == room) {
                full.add(current);
                current = null;
                onFull.run();
            }
        }
    }

    /**
     * Ends the filling. An empty document has one segment, which is full without any byte.
     *
     * @param onFull called for that segment
     */
    void end(Runnable onFull) {
        if (length == 0) {
            full.add(takeEmpty());
            onFull.run();
        }
    }

    boolean hasFull() {
        return !full.isEmpty();
    }

    /**
     * Hands over the full segments: plaintext from byte 16 up to the buffer's position. Give them back by {@link
     * #giveBack}.
     */
    List<ByteBuffer> takeFull() {
        var taken = List.copyOf(full);
        full.clear();
        return taken;
    }

    void giveBack(List<ByteBuffer> segments) {
        segments.forEach(pool::give);
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

    /** Gives back all memory; bytes that were not taken are lost. */
    void release() {
        giveBack(takeFull());
        if (current != null) {
            pool.give(current);
            current = null;
        }
    }

    private ByteBuffer takeEmpty() {
        return pool.take().position(FloeParameters.DATA_START);
    }
}
