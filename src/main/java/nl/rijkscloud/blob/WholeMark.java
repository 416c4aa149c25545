package nl.rijkscloud.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Marks a file as whole in the file itself, so that no writer opens it again, whatever that writer knows of the row.
 * The mark is on disk before the row says so. It has two halves. The word in the first block, with the epoch of the
 * writer that finished, works on every store and in every copy. The read-only mode of the file makes the system refuse
 * writes that our code should never try; some file systems have no modes, and root ignores them.
 *
 * <p>The epoch tells a finished document from one whose writer died between the mark and the row: a row that still
 * takes bytes has been fenced since, so its epoch is above the mark's, and the writer that made the mark can no longer
 * move the row.
 */
final class WholeMark {
    /** The position behind the magic word and the two ids; zeros until the document is whole. */
    static final int START = 40;

    private static final byte[] WORD = "COMPLETE".getBytes(StandardCharsets.US_ASCII);
    private static final int LENGTH = WORD.length + Long.BYTES;

    private WholeMark() {}

    /** Writes the mark. The caller syncs content and metadata. */
    static void set(Path path, FileChannel file, long epoch) throws IOException {
        write(file, ByteBuffer.allocate(LENGTH).put(WORD).putLong(epoch).flip());
        protect(path);
    }

    static void clear(FileChannel file) throws IOException {
        write(file, ByteBuffer.allocate(LENGTH));
    }

    /** The epoch of the writer that finished the document, if one did. */
    static OptionalLong epoch(FileChannel file) throws IOException {
        var mark = ByteBuffer.allocate(LENGTH);
        BlobLayout.readFully(file, mark, START);
        return Arrays.equals(WORD, Arrays.copyOf(mark.array(), WORD.length))
                ? OptionalLong.of(mark.getLong(WORD.length))
                : OptionalLong.empty();
    }

    static boolean isProtected(Path path) throws IOException {
        var modes = modes(path);
        return modes != null && !modes.readAttributes().permissions().contains(PosixFilePermission.OWNER_WRITE);
    }

    static void protect(Path path) throws IOException {
        allow(path, Set.of(PosixFilePermission.OWNER_READ));
    }

    static void unprotect(Path path) throws IOException {
        allow(path, Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
    }

    private static void allow(Path path, Set<PosixFilePermission> permissions) throws IOException {
        var modes = modes(path);
        if (modes == null) {
            return;
        }
        try {
            modes.setPermissions(permissions);
        } catch (FileSystemException refused) {
            if (!Files.exists(path)) {
                throw refused;
            } // some network file systems refuse modes; the word in the file holds there too
        }
    }

    private static PosixFileAttributeView modes(Path path) {
        return Files.getFileAttributeView(path, PosixFileAttributeView.class);
    }

    private static void write(FileChannel file, ByteBuffer mark) throws IOException {
        for (var at = START; mark.hasRemaining(); ) {
            at += file.write(mark, at);
        }
    }
}
