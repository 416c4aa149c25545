package nl.rijkscloud.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/** The file {@code installation} in the folder of the blobs, which names the portal that owns the folder. */
public final class FolderMark {
    private static final String NAME = "installation";
    private static final int LENGTH = 36;

    private FolderMark() {}

    /** The mark; empty when there is no such file, as in an empty mount point. */
    public static Optional<UUID> read(Path folder) throws IOException {
        try {
            var text = Files.readString(folder.resolve(NAME)).strip();
            return Optional.of(UUID.fromString(text.substring(0, Math.min(LENGTH, text.length()))));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IllegalArgumentException unreadable) {
            throw new IOException("the mark of the blob folder cannot be read", unreadable);
        }
    }

    /** Writes the mark; when this returns, it survives a power cut. */
    public static void write(Path folder, UUID mark) throws IOException {
        var fresh = folder.resolve(NAME + ".new");
        try (var file = FileChannel.open(
                fresh, StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING)) {
            file.write(ByteBuffer.wrap((mark + "\n").getBytes(StandardCharsets.US_ASCII)));
            file.force(true);
        }
        Files.move(fresh, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
        BlobStore.syncFolder(folder);
    }
}
