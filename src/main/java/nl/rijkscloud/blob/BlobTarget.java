package nl.rijkscloud.blob;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Takes the sealed segments of one {@link BlobWriter}, in order. Blocking; one thread at a time. */
interface BlobTarget extends AutoCloseable {
    /**
     * @param segments all but the document's last one full; theirs again when this returns
     * @param position where the first begins in the stored document
     */
    void write(ByteBuffer[] segments, long position) throws IOException;

    /** Returns when all written segments survive a crash. */
    void sync() throws IOException;

    /** Marks the document as whole, and returns when all of it survives a crash. */
    void finish(long epoch) throws IOException;

    /** Drops all segments from this one on. */
    void cutBack(long next) throws IOException;

    @Override
    void close() throws IOException;
}
