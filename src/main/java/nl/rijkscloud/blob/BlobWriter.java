package nl.rijkscloud.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import nl.rijkscloud.floe.SegmentSealer;

/**
 * Appends the segments of one document: seals them in place and writes them at their places. Only whole
 * segments are ever written. After any failure close the writer and open a new one from the last committed offset,
 * since a failed sync may have dropped pages that a second sync would report as safe.
 */
public final class BlobWriter implements AutoCloseable {
    /** Another writer has taken the document, so nothing that this one wrote since counts. */
    public static final class Displaced extends IOException {
        private static final long serialVersionUID = 1;

        Displaced(UUID document) {
            super("another writer has document " + document);
        }
    }

    private final BlobTarget target;
    private final SegmentSealer sealer;
    private final long length;
    private final long epoch;
    private final long begin;
    private long next;
    private volatile boolean closed;

    BlobWriter(BlobTarget target, SegmentSealer sealer, long length, long next, long epoch) {
        this.target = target;
        this.sealer = sealer;
        this.length = length;
        this.begin = next;
        this.next = next;
        this.epoch = epoch;
    }

    /**
     * Seals and writes the next segments. Each buffer comes from a {@link SegmentPool} and holds its plaintext from
     * byte 16 on, as much as belongs at its place. Afterwards the buffers hold ciphertext.
     */
    public void append(List<ByteBuffer> segments) throws IOException {
        var first = next;
        var batch = new ByteBuffer[segments.size()];
        for (var i = 0; i < batch.length; i++, next++) {
            var plain = BlobLayout.PARAMETERS.plaintextIn(next, length);
            var sealed = sealer.seal(next, BlobLayout.PARAMETERS.isLast(next, length), segments.get(i).clear(), plain);
            batch[i] = segments.get(i).limit(sealed);
        }
        target.write(batch, BlobLayout.start(first));
    }

    /** Returns when all appended segments are on disk. */
    public void sync() throws IOException {
        target.sync();
    }

    /** True once all segments of the document have been appended. */
    public boolean isWhole() {
        return next == BlobLayout.PARAMETERS.segments(length);
    }

    /**
     * Marks the document as whole, so that no writer opens it again; returns when all of it survives a crash. Call it
     * once all segments are appended.
     */
    public void finish() throws IOException {
        if (!isWhole()) {
            throw new IllegalStateException("segments are missing");
        }
        target.finish(epoch);
    }

    /**
     * Cuts off all that this writer appended. Only for a writer that has committed nothing and appends nothing more.
     */
    public void cutBack() throws IOException {
        target.cutBack(begin);
    }

    /** The number of plaintext bytes in the segments appended so far. */
    public long written() {
        return writtenWith(0);
    }

    /** The number of plaintext bytes once this many more segments are appended. */
    public long writtenWith(int segments) {
        return Math.min(length, (next + segments) * BlobLayout.PARAMETERS.plaintextPerSegment());
    }

    /** True once {@link #close} was called. Any thread. */
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        target.close();
    }
}
