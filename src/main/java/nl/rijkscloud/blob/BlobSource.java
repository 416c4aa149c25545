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

    @Override
    void close() throws IOException;

    /** Through the page cache: for what is read in any order, and more than once. */
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
}
