package nl.rijkscloud.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * A blob that is being written: whole segments, at their places. There are two ways, alike to whoever writes: past the page cache where the file
 * system can do that, through it where not. Blocking; one thread at a time. Close it after any failure.
 */
interface BlobFile extends AutoCloseable {
    /**
     * @param opened the same file, open for reading and writing, locked by whoever calls; belongs to what is answered from here on
     */
    static BlobFile of(Path path, FileChannel opened) {
        var cached = new CachedFile(opened);
        return DirectFile.open(path, cached).<BlobFile>map(direct -> direct).orElse(cached);
    }

    /**
     * Writes the buffers' remaining bytes one behind the other.
     *
     * @param segments page-aligned; all but the last one full
     * @param position where the first begins, a multiple of {@link BlobLayout#BLOCK}
     */
    void write(ByteBuffer[] segments, long position) throws IOException;

    /** Returns when everything written so far is on disk. */
    void sync() throws IOException;

    @Override
    void close() throws IOException;
}
