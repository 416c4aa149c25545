package nl.rijkscloud.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A file to which whole segments are written at their places: past the page cache where the file system can do that,
 * otherwise through it. Close it after any failure.
 */
interface BlobFile extends AutoCloseable {
    /** A file that is written through the page cache, as every file system allows. */
    static final class CachedFile implements BlobFile {
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

    /**
     * @param opened the same file, open for reading and writing and locked by the caller; from now on it belongs to the
     *     result
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

    /** Returns when all written segments are on disk. */
    void sync() throws IOException;

    @Override
    void close() throws IOException;

    /**
     * A file whose full segments go to the device past the page cache ({@code O_DIRECT}). That saves a copy, and leaves
     * a later sync little to do. The last segment, which is no whole number of blocks, goes through the cache; the two
     * ways never share a block.
     */
    static final class DirectFile implements BlobFile {
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

    /**
     * Opens files past the page cache ({@code O_DIRECT}, open(2)). Memory, position and length of every read and write
     * must lie on block boundaries, except for a read that meets the end of the file.
     */
    static final class DirectIo {
        private static final Optional<OpenOption> OPTION = option();

        /** By folder: asking reads the system's table of mounts. The mark of the blob folder notices another disk. */
        private static final Map<Path, Boolean> FITS = new ConcurrentHashMap<>();

        private DirectIo() {}

        /** Empty if the file system refuses it, or requires larger blocks than ours. */
        static Optional<FileChannel> open(Path path, OpenOption access) {
            try {
                return OPTION.isEmpty() || !fits(path)
                        ? Optional.empty()
                        : Optional.of(FileChannel.open(path, access, OPTION.get()));
            } catch (IOException | UnsupportedOperationException refused) {
                return Optional.empty();
            }
        }

        private static boolean fits(Path path) throws IOException {
            var known = FITS.get(path.getParent());
            if (known == null) {
                known = BlobLayout.BLOCK % Files.getFileStore(path).getBlockSize() == 0;
                FITS.put(path.getParent(), known);
            }
            return known;
        }

        /** Memory off the heap that begins on a block boundary. */
        static ByteBuffer aligned(int length) {
            return ByteBuffer.allocateDirect(length + BlobLayout.BLOCK).alignedSlice(BlobLayout.BLOCK)
                    .limit(length).slice();
        }

        /** The option of the JDK, found by name: it is outside the platform's API, and compilers warn of it. */
        private static Optional<OpenOption> option() {
            try {
                return Stream.of(Class.forName("com.sun.nio.file.ExtendedOpenOption").getEnumConstants())
                        .map(OpenOption.class::cast)
                        .filter(option -> option.toString().equals("DIRECT"))
                        .findFirst();
            } catch (ClassNotFoundException none) {
                return Optional.empty();
            }
        }
    }
}
