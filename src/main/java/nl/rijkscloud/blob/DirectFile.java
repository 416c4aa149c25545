package nl.rijkscloud.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import nl.rijkscloud.blob.BlobFile.CachedFile;

/**
 * A file whose full segments go to the device past the page cache ({@code O_DIRECT}). That saves a copy, and leaves a
 * later sync little to do. The last segment, which is no whole number of blocks, goes through the cache; the two ways
 * never share a block.
 */
final class DirectFile implements BlobFile {
    private final FileChannel direct;
    private final CachedFile cached;

    private DirectFile(FileChannel direct, CachedFile cached) {
        this.direct = direct;
        this.cached = cached;
    }

    /** Empty if the file system cannot do that. */
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
        cached.write(Arrays.copyOfRange(segments, whole, segments.length),
                position + (long) whole * BlobLayout.PARAMETERS.segmentLength());
    }

    @Override
    public void sync() throws IOException {
        cached.sync(); // it is the same file, so this syncs both ways
    }

    @Override
    public void close() throws IOException {
        try (cached) {
            direct.close();
        }
    }
}
