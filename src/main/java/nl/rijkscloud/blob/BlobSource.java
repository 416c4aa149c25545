package nl.rijkscloud.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Gives a {@link BlobReader} sealed segments. Blocking; one thread at a time. */
interface BlobSource extends AutoCloseable {
    /**
     * @param position a multiple of {@link BlobLayout#BLOCK}
     * @param length bytes that the file has there
     * @param scratch room for them, for a source that has none of its own
     * @return the bytes, from position to limit; valid until the next call
     */
    ByteBuffer read(long position, int length, ByteBuffer scratch) throws IOException;

    /**
     * Reads the seal of a segment without its content, where the source keeps seals by themselves.
     *
     * @return false if it does not, and nothing was read
     */
    default boolean readSeal(long index, ByteBuffer seal) throws IOException {
        return false;
    }

    @Override
    void close() throws IOException;

    /** Reads through the page cache: for reads in any order, and repeated ones. */
    static BlobSource cached(FileChannel file) {
        return new BlobSource() {
            @Override
            public ByteBuffer read(long position, int length, ByteBuffer scratch) throws IOException {
                scratch.clear().limit(length);
                BlobLayout.readFully(file, scratch, position);
                return scratch.flip();
            }

            @Override
            public void close() throws IOException {
                file.close();
            }
        };
    }

    /**
     * Reads a file from its device once, in order, many segments at a time and past the page cache: for a check of the
     * disk's content that leaves the cache to other readers.
     */
    static final class ReadAhead implements BlobSource {
        /** The bytes of one read: large enough that the number of reads does not matter. */
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
}
