package nl.rijkscloud.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * A blob whose full segments go to the device without a stay in the page cache ({@code O_DIRECT}). That saves the copy, and a sync afterwards has
 * little left to do. What is no whole number of blocks, the end of a document, goes through the cache: the two never share a block.
 */
final class DirectFile implements BlobFile {
    private final FileChannel direct;
    private final CachedFile cached;

    private DirectFile(FileChannel direct, CachedFile cached) {
        this.direct = direct;
        this.cached = cached;
    }

    /** Nothing where the file system cannot do that. */
    static Optional<DirectFile> open(Path path, CachedFile cached) {
        return DirectIo.open(path, StandardOpenOption.WRITE).map(direct -> new DirectFile(direct, cached));
    }

    @Override
    public void write(ByteBuffer[] segments, long position) throws IOException {
        var whole = segments.length;
        if (whole > 0 && segments[whole - 1].remaining() % BlobLayout.BLOCK != 0) {
            whole--;
        }
        CachedFile.writeFully(direct, Arrays.copyOf(segments, whole), position);
        cached.write(Arrays.copyOfRange(segments, whole, segments.length), position + (long) whole * BlobLayout.PARAMETERS.segmentLength());
    }

    @Override
    public void sync() throws IOException {
        cached.sync(); // the same file, so this is for both
    }

    @Override
    public void close() throws IOException {
        try (cached) {
            direct.close();
        }
    }
}
