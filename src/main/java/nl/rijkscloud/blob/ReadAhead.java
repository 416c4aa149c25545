package nl.rijkscloud.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Reads a blob from its device, in order and once, many segments at a time and without filling the page cache: for a reader that wants to know what
 * is on disk, and leaves nothing behind that somebody else asked for.
 */
final class ReadAhead implements BlobSource {
    /** Large enough that the visits to the device no longer count. */
    static final int WINDOW = 1 << 20;

    private final FileChannel direct;
    private final FileChannel file;
    private final ByteBuffer window;
    private long start;

    /**
     * @param file the same one, closed with this
     * @param window page-aligned, {@link #WINDOW} bytes; this reader's until it is closed
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
        // Only at the end of the file does a read end between two blocks, and then there is nothing to go on with.
        while (window.hasRemaining() && window.position() % BlobLayout.BLOCK == 0 && direct.read(window, position + window.position()) > 0) {}
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
