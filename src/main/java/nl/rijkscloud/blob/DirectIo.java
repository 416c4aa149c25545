package nl.rijkscloud.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Opens files past the page cache ({@code O_DIRECT}, open(2)). Memory, position and length of every read and write must
 * lie on block boundaries, except for a read that meets the end of the file.
 */
final class DirectIo {
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

    /** The option of the JDK, found by name: it is outside the platform's API, and the compiler would warn of it. */
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
