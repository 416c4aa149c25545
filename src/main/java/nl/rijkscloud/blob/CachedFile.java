package nl.rijkscloud.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A file that is written through the page cache, as every file system allows. */
final class CachedFile implements BlobFile {
    private final FileChannel file;

    CachedFile(FileChannel file) {
        this.file = file;
    }

    @Override
    public void write(ByteBuffer[] segments, long position) throws IOException {
        writeFully(file, segments, position);
    }

    static void writeFully(FileChannel file, ByteBuffer[] segments, long position) throws IOException {
        file.position(position);
        while (segments.length > 0 && segments[segments.length - 1].hasRemaining()) {
            file.write(segments);
        }
    }

    @Override
    public void sync() throws IOException {
        file.force(false);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
