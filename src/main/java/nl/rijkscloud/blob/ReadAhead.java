package nl.rijkscloud.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Reads a file from its device once, in order, many segments at a time and past the page cache: for a check of what is
 * on disk that leaves the cache to other readers.
 */
final class ReadAhead implements BlobSource {
    /** The bytes of one read, so many that the number of reads no longer matters. */
    static final int WINDOW = 1 << 20;

    private final FileChannel direct;
    private final FileChannel file;
    private final ByteBuffer window;
    private long start;

    /**
     * @param file the same file, closed with this
     * @param window page-aligned, {@link #WINDOW} bytes; it belongs to this reader until that is closed
     */
    ReadAhead(FileChannel direct, FileChannel file, ByteBuffer window) {
        this.direct = direct;
        this.file = file;
        this.window = window.clear().limit(0);
    }

    @Override
    public ByteBuffer read(long position, int length, ByteBuffer scratch) throws IOException {
        if (position < start || position + length > start + window.limit()) {
            fill(position, length);
        }
        return window.slice((int) (position - start), length);
    }

    private void fill(long position, int least) throws IOException {
        window.clear();
        start = position;
        // A read ends between two blocks only at the end of the file, and then there is nothing more to read.
        while (window.hasRemaining() && window.position() % BlobLayout.BLOCK == 0
                && direct.read(window, position + window.position()) > 0) {}
        window.flip();
        if (window.limit() < least) {
            throw new IOException("the blob ends at byte " + (position + window.limit()));
        }
    }

    @Override
    public void close() throws IOException {
        try (file) {
            direct.close();
        }
    }
}
